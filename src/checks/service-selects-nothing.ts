import { annotations } from '../config';
import type { Finding, Severity } from '../diagnostic';
import { grouped } from '../grouping';
import { formatSelector, type LabelSelector, type Labels, unmet } from '../label-selector';
import type { Selector, Workload } from '../model';
import { type Binding, byName } from '../resolve';
import { refOf } from '../resource';
import { beyondReach, list, reachCure } from '../words';
import type { Check } from './check';

/** A Service whose selector selects no pod of the input. */
export const serviceSelectsNothing: Check = {
  id: 'service-selects-nothing',
  severity: 'warning',
  summary: 'A Service selects no workload of the input.',
  find: ({ bindings, model }) => {
    const routes = grouped(
      bindings.filter(({ selector }) => selector.role === 'route'),
      ({ selector }) => selector.scope,
    );
    const workloads = grouped(model.workloads, ({ scope }) => scope);
    return [...routes].flatMap(([scope, services]) => {
      const idle = services.filter(isIdle);
      const isPartial = idle.length > 2 && idle.length * 2 > services.length;
      return idle.map(binding => describe(binding, workloads.get(scope) ?? [], isPartial));
    });
  },
};

const isIdle = ({ verdict, selects, means, level, unseen, isGiven }: Binding): boolean =>
  verdict !== 'all' &&
  selects.length === 0 &&
  unseen === undefined &&
  !isGiven &&
  !(level === 'authored' && means.length > 0);

function describe({ selector, means, verdict }: Binding, around: readonly Workload[], isPartial: boolean): Finding {
  const { resource } = selector;
  const what = `Service '${resource.name}' selects '${formatSelector(whole(selector))}', which no workload's pods bear: it has no endpoints`;
  const at = { resource, path: selector.path, currentValue: selector.selector.matchLabels };
  const unreached = verdict === 'nothing' ? means[0] : undefined;
  if (unreached) {
    const bears = borne(unreached.podLabels, unmet(selector.selector, unreached.podLabels));
    return {
      ...at,
      what: `${what}, ${beyondReach(unreached, resource)}: they bear ${bears}`,
      todo: `its selector must be what they bear; where a common label wrote it, ${reachCure(unreached.resource)}`,
    };
  }
  const named = byName(resource.authoredName, around);
  if (named && !named.faint) {
    const missed = unmet(selector.selector, named.pick.podLabels);
    const hint = `${refOf(named.pick.resource)}, which its name points to, bears ${borne(named.pick.podLabels, missed)}`;
    return { ...at, what: `${what}; ${hint}`, todo: 'if it means these pods, its selector must be what they bear' };
  }
  return {
    ...at,
    severity: severityOf(selector, around, isPartial),
    what,
    todo: `its selector must be what the pods bear; if they are made by an operator or elsewhere, annotation \`${annotations.ignore}: service-selects-nothing\` must say so`,
  };
}

/** The selector as it stands in the manifest, with the labels that only controllers write. */
const whole = ({ selector, runtime }: Selector): LabelSelector => ({
  ...selector,
  matchLabels: { ...selector.matchLabels, ...runtime },
});

/** Where all speaks for pods that stand elsewhere it is only worth knowing. */
function severityOf({ selector }: Selector, around: readonly Workload[], isPartial: boolean): Severity {
  const keys = Object.keys(selector.matchLabels);
  const isUnborne = keys.some(key => around.every(({ podLabels }) => podLabels[key] === undefined));
  return isPartial || isUnborne ? 'info' : 'warning';
}

const borne = (labels: Labels, keys: readonly string[]): string =>
  list(keys.map(key => (labels[key] === undefined ? `no '${key}'` : `'${key}=${labels[key]}'`)));
