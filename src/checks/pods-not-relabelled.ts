import { grouped } from '../data/grouped';
import { unrolledBy } from '../facts/unrolled';
import type { Workload } from '../model';
import type { Edit } from '../model/edit';
import type { Finding } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import { list } from '../model/wording';
import type { Check } from './check';

/** A workload whose template is labelled, or whose label selectors come to ask for, while no rollout gives it to its running pods. */
export const podsNotRelabelled: Check = {
  id: 'pods-not-relabelled',
  severity: 'warning',
  summary:
    'No rollout gives the label to the running pods of a workload: on a live application it must be written by hand.',
  tellsOfEdits: true,
  find: ({ edits, components, config: { label, stage } }) => {
    // Who writes all at once has nothing that runs, or is told by `routing-before-rollout`.
    if (stage === 'Complete') return [];
    const concerned = edits.filter(edit => isOnPods(edit) || isOfSelector(edit));
    const all = concerned.flatMap(edit => edit.workloads.map(workload => ({ workload, edit })));
    return [...grouped(all, ({ workload }) => workload.place).values()].flatMap((same): Finding[] => {
      const [{ workload } = {}] = same;
      const why = workload && unrolledBy(workload);
      const value = workload && components.of(workload)?.value;
      if (!workload || why === undefined || value === undefined) return [];
      const asking = same.flatMap(({ edit }) => (isOfSelector(edit) ? [edit] : []));
      return [told(workload, why, `${label}=${value}`, asking)];
    });
  },
};

/** The label of a pod template: that of the workload's metadata reaches no pod. */
const isOnPods = ({ stage, path }: Edit): boolean => stage === 'Labels' && path[0] !== 'metadata';

const isOfSelector = ({ role, immutable }: Edit): boolean => role !== undefined && role !== 'own' && !immutable;

function told({ resource }: Workload, why: string, label: string, asking: readonly Edit[]): Finding {
  const refs = (some: readonly Edit[]) => list([...new Set(some.map(edit => refOf(edit.resource)))]);
  const routes = asking.filter(({ role }) => role === 'route');
  const others = asking.filter(({ role }) => role !== 'route');
  const effects = [
    ...(routes.length > 0 ? [`${refs(routes)} ${routes.length > 1 ? 'have' : 'has'} no endpoints`] : []),
    ...(others.length > 0 ? [`${refs(others)} ${others.length > 1 ? 'miss' : 'misses'} them`] : []),
  ];
  const then = effects.length > 0 ? `, and ${list(effects)} for good` : '';
  const when =
    effects.length > 0 ? 'before this is applied to what is live' : 'after this is applied, and before stage Routing';
  return {
    resource,
    path: ['spec'],
    isPlace: true,
    what: `no rollout gives '${label}' to the running pods of ${refOf(resource)} (${why})${then}`,
    todo: `${when}, \`${command(resource, label)}\` must be run for each of its pods`,
  };
}

/** The pods of a StatefulSet are called after it; of others only the cluster knows the names. */
function command({ kind, name, namespace }: Resource, label: string): string {
  const pod = kind === 'StatefulSet' ? `${name}-0` : 'POD';
  return `kubectl label pod ${namespace === '' ? '' : `-n ${namespace} `}${pod} ${label} --overwrite`;
}
