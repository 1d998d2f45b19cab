import type { Finding } from '../diagnostic';
import type { Workload } from '../model';
import { declaresAll, type ServicePort, servicePorts } from '../ports';
import type { Binding } from '../resolve';
import { list, names } from '../words';
import type { Check } from './check';

/** A Service that reaches pods of several workloads: foreign ones, or several on purpose. */
export const serviceSelectsMany: Check = {
  id: 'service-selects-many',
  severity: 'error',
  summary: 'A Service sends connections to the pods of several workloads.',
  find: ({ bindings, config }) =>
    bindings
      .filter(
        ({ selector, selects, foreign }) => selector.role === 'route' && (selects.length > 1 || foreign.length > 0),
      )
      .flatMap((binding): Finding[] => {
        const { selector, selects, verdict, evidence, means, foreign, isGiven } = binding;
        const at = {
          resource: selector.resource,
          path: selector.path,
          currentValue: selector.selector.matchLabels,
        };
        const who = `Service '${selector.resource.name}'`;
        if (verdict === 'shared') {
          if (isGiven) return [];
          const what = `${who} selects ${names(selects)}: this looks like deliberate sharing and stays as it is`;
          return [{ ...at, severity: 'info', what }];
        }
        if (verdict !== 'one' || foreign.length === 0) return [];
        if (means.length === 0) {
          const todo = 'it must ask for a component that nobody here bears, or for what the pods that it means bear';
          return [{ ...at, what: `${who} ${astray(binding)}; ${evidence} it selects nothing`, todo }];
        }
        const todo = `${names(means)} must have a \`${config.label}\` label of its own, and this selector must ask for it`;
        return [{ ...at, what: `${who} ${astray(binding)}; it means ${names(means)} (${evidence})`, todo }];
      }),
};

/** Which share of the connections reaches foreign pods, by replicas. Pods that run to completion count only while they run. */
function astray({ selector, selects, foreign }: Binding): string {
  const ports = servicePorts(selector.resource);
  // A named port that a pod does not declare is not routed to it (Service v1, `targetPort`).
  const leading = ports.filter(port => typeof port.target === 'number' || foreign.some(w => declaresAll(w, [port])));
  const serving = foreign.filter(w => !w.runsToCompletion);
  const passing = foreign.filter(w => w.runsToCompletion);
  const share = shareOf(serving, selects, leading);
  const on = leading.length === 0 ? '' : ` on ${list([...new Set(leading.map(({ port }) => `port ${port}`))])}`;
  const unrouted = ports.length > 0 && leading.length === 0;
  const parts = [
    ...(serving.length > 0 && share !== undefined && !unrouted
      ? [`sends ${share} of its connections${on} to foreign pods (those of ${names(serving)})`]
      : []),
    ...(serving.length > 0 && (share === undefined || unrouted) ? [`also selects the pods of ${names(serving)}`] : []),
    ...(passing.length > 0 ? [`reaches the pods of ${names(passing)} while they run`] : []),
  ];
  return parts.join(', and ');
}

/** `1/2`; undefined where there are no foreign pods by the manifest. */
function shareOf(
  foreign: readonly Workload[],
  selects: readonly Workload[],
  ports: readonly ServicePort[],
): string | undefined {
  const routed = (w: Workload) =>
    ports.length === 0 || ports.some(p => typeof p.target === 'number' || declaresAll(w, [p]));
  const lasting = selects.filter(w => !w.runsToCompletion && routed(w));
  const count = (workloads: readonly Workload[]) => workloads.reduce((sum, w) => sum + (w.replicas ?? 1), 0);
  const [wrong, all] = [count(foreign.filter(routed)), count(lasting)];
  if (wrong === 0) return undefined;
  const divisor = greatestCommonDivisor(wrong, all);
  const about = lasting.some(w => w.replicas === undefined) ? 'about ' : '';
  return wrong === all ? `${about}all` : `${about}${wrong / divisor}/${all / divisor}`;
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
