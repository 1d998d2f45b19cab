import { grouped } from '../data/grouped';
import { formatPath } from '../data/path';
import { isRoutedTo } from '../facts/connection-shares';
import { underKey } from '../facts/label-changes';
import { type Overwrite, overwritesIn } from '../facts/overwrites';
import type { Binding } from '../meaning';
import type { Workload } from '../model';
import type { Finding } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import { distinct } from '../model/selection';
import { servicePorts } from '../model/service-ports';
import { list, names } from '../model/wording';
import type { Check, Situation } from './check';

/** A kustomization's label takes away what told workloads apart. */
export const commonLabelOverwrites: Check = {
  id: 'common-label-overwrites',
  severity: 'error',
  summary: "A kustomization's label overwrites the one that told workloads or their Services' pods apart.",
  find: situation =>
    overwritesIn(situation)
      .filter(({ key }) => key !== situation.config.label)
      .flatMap(overwrite => told(overwrite, situation)),
};

/** A key that is common by its meaning. Source: Kubernetes, "Recommended Labels". */
const common = 'app.kubernetes.io/part-of';

function told(overwrite: Overwrite, { components, config }: Situation): Finding[] {
  const { entry, key, story, collisions, caught } = overwrite;
  const routes = caught.filter(({ selector }) => selector.role === 'route');
  const budgets = caught.filter(({ selector }) => selector.role === 'budget');
  if (collisions.length === 0 && routes.length === 0 && budgets.length === 0) return [];
  const isGivenOne = collisions.every(({ workloads }) => {
    const given = workloads.map(workload => components.of(workload));
    return given.every(component => component?.isGiven && component.value === given[0]?.value);
  });
  const { file, name } = entry.kustomization;
  const where = ` in '${file?.path ?? name}'`;
  return [
    {
      resource: entry.kustomization,
      path: [...entry.entry, key],
      story,
      isLeading: true,
      leads: collisions.map(collision => collision.key),
      severity: routes.some(isReached) || (collisions.length > 0 && !isGivenOne) ? 'error' : 'warning',
      what: `\`${formatPath([...entry.entry, key])}: ${entry.labels[key]}\`${where} ${deeds(overwrite)}: ${effect(overwrite)}`,
      todo: `each of these workloads must have a \`${config.label}\` label of its own, or this label must go under a key that tells no workloads apart, such as \`${common}\``,
      ...underKey(entry, key, common),
    },
  ];
}

/** Foreign pods get connections: they run, and a named port that a pod does not declare is not routed to it. */
function isReached({ selector, foreign }: Binding): boolean {
  const ports = servicePorts(selector.resource);
  const isTarget = (w: Workload) => ports.length === 0 || ports.some(port => isRoutedTo(w, port));
  return foreign.some(w => !w.runsToCompletion && w.replicas !== 0 && isTarget(w));
}

/** What the entry does to the pods of the workloads: it overwrites, gives, or confirms their label. */
function deeds({ entry, key, workloads }: Overwrite): string {
  const value = entry.labels[key];
  const changed = workloads.filter(({ before }) => before !== undefined && before !== value);
  const whose = (some: Overwrite['workloads']) => names(some.map(({ workload }) => workload));
  const overwritten = [...grouped(changed, ({ before }) => String(before))].map(
    ([before, some]) => `'${key}=${before}' of ${whose(some)}`,
  );
  const given = whose(workloads.filter(({ before }) => before === undefined));
  const keeping = workloads.filter(({ before }) => before === value);
  return [
    ...(overwritten.length > 0 ? [`overwrites ${list(overwritten)}`] : []),
    ...(given ? [`gives '${key}=${value}' to ${given}, authored without that key`] : []),
    ...(keeping.length > 0
      ? [
          `only ${whose(keeping)} ${distinct(keeping.map(({ workload }) => workload)).length > 1 ? 'bear' : 'bears'} it as authored`,
        ]
      : []),
  ].join('; ');
}

/** What comes of it: the workloads' own selectors first, then Services, then budgets and policies. */
function effect({ collisions, caught }: Overwrite): string {
  const routes = caught.filter(({ selector }) => selector.role === 'route');
  const others = caught.filter(({ selector }) => selector.role !== 'route' && !selector.owner);
  const refs = (some: readonly Binding[], ref: (resource: Resource) => string) => [
    ...new Set(some.map(({ selector }) => ref(selector.resource))),
  ];
  const isAnyReached = routes.some(isReached);
  const verb = isAnyReached ? 'reach' : 'select';
  const services = refs(routes, ({ name }) => `'${name}'`);
  const takers = refs(others, refOf);
  const [first] = collisions;
  const isAll = routes.every(({ selects }) => {
    const selected = new Set(selects.map(({ place }) => place));
    return first?.workloads.every(({ place }) => selected.has(place));
  });
  const all =
    collisions.length !== 1 || !isAll ? 'foreign pods' : first?.workloads.length === 2 ? 'both' : 'all of them';
  return [
    ...(collisions.length > 0 ? ['no label tells their pods apart'] : []),
    ...(services.length > 1 ? [`Services ${list(services)} each ${verb} ${all}`] : []),
    ...(services.length === 1 ? [`Service ${services[0]} ${verb}${isAnyReached ? 'es' : 's'} ${all}`] : []),
    ...(takers.length > 0 ? [`${list(takers)} also ${takers.length > 1 ? 'take' : 'takes'} in foreign pods`] : []),
  ].join('; ');
}
