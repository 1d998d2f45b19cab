import { annotations } from '../config';
import { elsewhere, missingAmong } from '../facts/empty-selectors';
import { bringerOf } from '../facts/gaps';
import { type Outlook, outlookOf } from '../facts/watch-surroundings';
import { type Explained, explainNothing, following } from '../facts/why-empty';
import { formatSelector, matches } from '../labels/label-selector';
import { bare } from '../meaning';
import { formatAsked } from '../model';
import { at, type Finding } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import type { Watch } from '../model/watches';
import { list } from '../model/wording';
import type { Check, Situation } from './check';

/** A monitor that scrapes nothing of the input. */
export const monitorSelectsNothing: Check = {
  id: 'monitor-selects-nothing',
  severity: 'warning',
  summary: 'A monitor selects no Service, no Ingress or no pod of the input.',
  find: situation => {
    const idle = situation.watches.filter(isIdle);
    const outlook = outlookOf(situation.model);
    const bringer = bringerOf(situation.gaps);
    return [
      ...overPods(situation),
      ...idle.map(watch => watched(watch, explain(watch, outlook(watch), bringer(watch.resource)))),
    ];
  },
};

const unscraped = 'nothing is scraped';

const describe = (
  resource: Resource,
  asked: string,
  whose: string,
  effect: string,
): Pick<Finding, 'what' | 'todo'> => ({
  what: `${refOf(resource)} selects '${asked}', which ${whose}: ${effect}`,
  todo: `its selector must be what they bear; if they stand elsewhere, annotation \`${annotations.ignore}: monitor-selects-nothing\` must say so`,
});

function overPods({ bindings, model, unknownKinds, gaps }: Situation): readonly Finding[] {
  const monitors = bindings.filter(({ selector }) => selector.role === 'monitor');
  return missingAmong(monitors, { model, unknownKinds, gaps }).map(({ binding: { selector }, severity, hint }) => ({
    ...at(selector),
    severity,
    ...elsewhere(severity, selector),
    ...describe(
      selector.resource,
      formatAsked(selector),
      "no workload's pods bear",
      following({ severity, hint }, unscraped),
    ),
  }));
}

/** `label-empties-selector` tells those that a label emptied. */
const isIdle = ({ field, selects, isEmpty, means = [] }: Watch): boolean =>
  field.role === 'monitor' && selects.length === 0 && !isEmpty && means.length === 0;

function watched({ resource, path, asks: selector, field }: Watch, explained: Explained): Finding {
  const { severity, away } = explained;
  const whose = field.over === 'Pod' ? 'no pod' : `no ${field.over}`;
  const things = `such ${field.over === 'Pod' ? 'pods' : `${field.over}s`} stand`;
  return {
    resource,
    path,
    severity,
    ...(severity === 'info' && { elsewhere: `${refOf(resource)} selects '${formatSelector(selector)}'` }),
    ...describe(
      resource,
      formatSelector(selector),
      `${whose} where it looks bears`,
      following(explained, unscraped, things),
    ),
    ...(away !== undefined && {
      todo: `if it means that, \`${(field.namespaces ?? '').replaceAll('/', '.')}\` must be \`{matchNames: [${away}]}\``,
    }),
  };
}

function explain(
  { resource, asks: selector, field }: Watch,
  { around, elsewhere, pods }: Outlook,
  bringer: string | undefined,
): Explained {
  const isOverPods = field.over === 'Pod';
  const isAway = elsewhere.some(({ labels }) => matches(selector, labels));
  const bearing = isOverPods || isAway || around.length === 0 ? [] : pods.filter(pod => matches(selector, pod.labels));
  if (bearing.length > 0) {
    const refs = [...new Set(bearing.map(pod => refOf(pod.resource)))];
    const hint = `the pods of ${list(refs)} bear it, but ${resource.kind} looks at the labels of the ${field.over}s themselves`;
    return { severity: 'warning', hint };
  }
  const name = bare(resource.authoredName);
  const named = around.find(other => bare(other.resource.authoredName) === name);
  return explainNothing(selector, { around, elsewhere, named, bringer, whose: isOverPods ? 'pods' : `${field.over}s` });
}
