import { annotations } from '../config';
import type { Finding } from '../diagnostic';
import { formatSelector, matches } from '../label-selector';
import { type Bearer, type Explained, explainNothing, missingAmong, outOf } from '../nothing-selected';
import { alikeButForAffixes } from '../resolve/names';
import { placeOf, type Resource, refOf, textsOf, valueAt } from '../resource';
import type { Watch } from '../watches';
import { list } from '../words';
import type { Check, Situation } from './check';

/** A monitor that scrapes nothing of the input. */
export const monitorSelectsNothing: Check = {
  id: 'monitor-selects-nothing',
  severity: 'warning',
  summary: 'A monitor selects no Service, no Ingress or no pod of the input.',
  find: situation => [
    ...overPods(situation),
    ...situation.watches.filter(isIdle).map(watch => watched(watch, situation)),
  ],
};

const describe = (resource: Resource, asked: string, whose: string, hint: string): Pick<Finding, 'what' | 'todo'> => ({
  what: `${refOf(resource)} selects '${asked}', which ${whose}: nothing is scraped; ${hint}`,
  todo: `its selector must be what they bear; if they stand elsewhere, annotation \`${annotations.ignore}: monitor-selects-nothing\` must say so`,
});

function overPods({ bindings, model, strangers }: Situation): readonly Finding[] {
  const monitors = bindings.filter(({ selector }) => selector.role === 'monitor');
  return missingAmong(monitors, { workloads: model.workloads, strangers }).map(
    ({ binding: { selector }, severity, hint }) => ({
      resource: selector.resource,
      path: selector.path,
      currentValue: selector.selector.matchLabels,
      severity,
      ...describe(selector.resource, formatSelector(selector.selector), "no workload's pods bear", hint),
    }),
  );
}

/** `label-empties-selector` tells those that a label emptied. */
const isIdle = ({ field, selects, isEmpty, means = [] }: Watch): boolean =>
  field.role === 'monitor' && selects.length === 0 && !isEmpty && means.length === 0;

function watched(watch: Watch, { model }: Situation): Finding {
  const { resource, path, selector, field } = watch;
  const { severity, hint } = explain(watch, model);
  const whose = field.over === 'Pod' ? 'no pod' : `no ${field.over}`;
  return {
    resource,
    path,
    currentValue: selector.matchLabels,
    severity,
    ...describe(resource, formatSelector(selector), `${whose} where it looks bears`, hint),
  };
}

function explain({ resource, selector, field, candidates }: Watch, model: Situation['model']): Explained {
  const pods: readonly Bearer[] = model.workloads
    .filter(w => w.resource.package === resource.package)
    .map(w => ({ resource: w.resource, labels: w.podLabels }));
  const all = field.over === 'Pod' ? pods : model.resources.filter(r => isOver(r, field.over, resource)).map(bearer);
  const seen = new Set(candidates.map(placeOf));
  const around = all.filter(other => seen.has(placeOf(other.resource)));
  const elsewhere = all.filter(other => !seen.has(placeOf(other.resource)) && outOf(resource, [other]).length > 0);
  const bearing = pods.filter(pod => field.over !== 'Pod' && matches(selector, pod.labels));
  if (around.length > 0 && bearing.length > 0 && !elsewhere.some(other => matches(selector, other.labels))) {
    const refs = [...new Set(bearing.map(pod => refOf(pod.resource)))];
    const hint = `the pods of ${list(refs)} bear it, but ${resource.kind} looks at the labels of the ${field.over}s themselves`;
    return { severity: 'warning', hint };
  }
  const named = around.filter(other => alikeButForAffixes(other.resource.authoredName, resource.authoredName));
  const whose = field.over === 'Pod' ? 'pods' : `${field.over}s`;
  return explainNothing(selector, { around, elsewhere, named: named[0], whose });
}

const isOver = ({ kind, group, package: of }: Resource, over: string, monitor: Resource): boolean =>
  kind === over && of === monitor.package && (kind !== 'Service' || group === '');

const bearer = (resource: Resource): Bearer => ({
  resource,
  labels: textsOf(valueAt(resource.value, ['metadata', 'labels'])),
});
