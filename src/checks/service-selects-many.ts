import type { Finding } from '../diagnostic';
import type { Workload } from '../model';
import { declaresAll, servicePorts } from '../ports';
import type { Binding } from '../resolve';
import { refOf } from '../resource';
import { list, names } from '../words';
import type { Check } from './check';

/** A Service that reaches pods of several workloads: foreign ones, or several on purpose. */
export const serviceSelectsMany: Check = {
  id: 'service-selects-many',
  severity: 'error',
  summary: 'A Service sends connections to the pods of several workloads.',
  find: ({ bindings, config }) =>
    bindings
      .filter(({ selector, selects }) => selector.role === 'route' && selects.length > 1)
      .flatMap((binding): Finding[] => {
        const { selector, selects, verdict, evidence, means } = binding;
        const at = { resource: selector.resource, path: selector.path, currentValue: selector.selector.matchLabels };
        const who = `Service '${selector.resource.name}'`;
        if (verdict === 'shared') {
          return [
            {
              ...at,
              severity: 'info',
              what: `${who} selects ${names(selects)}: this looks like deliberate sharing and stays as it is`,
            },
          ];
        }
        if (verdict !== 'one' || binding.foreign.length === 0) return [];
        const meant = `it means ${names(means)} (${evidence})`;
        return [
          {
            ...at,
            what: `${who} ${astray(binding)}; ${meant}`,
            todo: `\`${config.label}\` must be a label of its own on ${names(means)} and in this selector; mode 'Fix' writes it`,
          },
        ];
      }),
};

/** Which share of the connections reaches foreign pods, by replicas. Pods of Jobs count only while they run. */
function astray({ selector, selects, foreign }: Binding): string {
  const ports = servicePorts(selector.resource);
  const routed = (w: Workload) =>
    !w.runsToCompletion &&
    (ports.some(p => typeof p.target === 'number') || ports.length === 0 || declaresAll(w, ports));
  const count = (workloads: readonly Workload[]) =>
    workloads.filter(routed).reduce((sum, w) => sum + (w.replicas ?? 1), 0);
  const [wrong, all] = [count(foreign), count(selects)];
  const jobs = foreign.filter(w => w.runsToCompletion);
  const serving = foreign.filter(w => !w.runsToCompletion);
  const target = ports.length === 0 ? '' : ` on ${list([...new Set(ports.map(({ port }) => `port ${port}`))])}`;
  const about = selects.some(w => !w.runsToCompletion && w.replicas === undefined) ? 'about ' : '';
  const parts = [
    ...(serving.length > 0 && wrong > 0
      ? [`sends ${about}${wrong}/${all} of its connections${target} to foreign pods (those of ${names(serving)})`]
      : []),
    ...(serving.length > 0 && wrong === 0 ? [`also selects the pods of ${names(serving)}`] : []),
    ...(jobs.length > 0 ? [`reaches the pods of ${list(jobs.map(w => refOf(w.resource)))} while they run`] : []),
  ];
  return parts.join(' and ');
}
