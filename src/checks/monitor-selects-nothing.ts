import { type EmptySelector, elsewhere, missingAmong } from '../facts/empty-selectors';
import { type EmptyWatch, emptyAmongWatches } from '../facts/empty-watches';
import { orIgnored } from '../facts/ignoring';
import { following } from '../facts/why-empty';
import { keysOf } from '../kinds';
import { formatAsked } from '../model';
import type { Finding } from '../model/finding';
import type { Asking, Relation } from '../model/relation';
import { refOf } from '../model/resource';
import type { Check } from './check';

/** A monitor that scrapes nothing of the input. */
export const monitorSelectsNothing: Check = {
  id: 'monitor-selects-nothing',
  severity: 'warning',
  summary: 'A monitor selects no Service, no Ingress or no pod of the input.',
  find: situation => {
    const { bindings, watches } = situation;
    return [
      ...missingAmong(bindings.filter(isMonitor), situation).map(overPods),
      ...emptyAmongWatches(watches.filter(isMonitor), situation).map(watched),
    ];
  },
};

const isMonitor = ({ selector }: Relation<unknown>): boolean => selector.role === 'monitor';

const unscraped = 'nothing is scraped';

const describe = (
  { resource, path }: Asking,
  asked: string,
  whose: string,
  effect: string,
): Pick<Finding, 'resource' | 'path' | 'what' | 'todo'> => ({
  resource,
  path,
  what: `${refOf(resource)} selects '${asked}', which ${whose}: ${effect}`,
  ...orIgnored(resource, 'monitor-selects-nothing', 'its selector must be what they bear', 'if they stand elsewhere'),
});

const overPods = ({ binding: { selector }, severity, hint }: EmptySelector): Finding => ({
  ...describe(selector, formatAsked(selector), "no workload's pods bear", following({ severity, hint }, unscraped)),
  severity,
  ...elsewhere(severity, selector),
});

function watched({ selector, asked, ...explained }: EmptyWatch): Finding {
  const { severity, away } = explained;
  const { over, namespaces = '' } = selector.field;
  const [whose, things] = over === 'Pod' ? ['no pod', 'such pods stand'] : [`no ${over}`, `such ${over}s stand`];
  return {
    ...describe(selector, asked, `${whose} where it looks bears`, following(explained, unscraped, things)),
    severity,
    ...(severity === 'info' && { elsewhere: `${refOf(selector.resource)} selects '${asked}'` }),
    ...(away !== undefined && {
      todo: `if it means that, \`${namespaces.replaceAll('/', '.')}\` must be \`{matchNames: [${away}]}\``,
      advice: [
        [
          {
            of: selector.resource.source ?? selector.resource,
            path: keysOf(namespaces),
            becomes: { matchNames: [away] },
          },
        ],
      ],
    }),
  };
}
