import { noRest, Rest } from '../data/rest';
import { routedAmong } from '../facts/connection-shares';
import { type Binding, isKnown } from '../meaning';
import { formatAsked, type Workload } from '../model';
import { at, type Finding } from '../model/finding';
import { lasting } from '../model/selection';
import { formatPorts, servicePorts } from '../model/service-ports';
import { names } from '../model/wording';
import type { Check } from './check';

/** A Service in front of pods that serve, whose endpoints are also pods that run to completion. */
export const serviceSelectsJob: Check = {
  id: 'service-selects-job',
  severity: 'warning',
  summary: 'A Service also sends connections to the pods of Jobs or CronJobs, while they run.',
  find: ({ bindings, config }) =>
    bindings.flatMap((binding): Finding[] => {
      const { selector, selects, means, evidence } = binding;
      const jobs = jobsBehind(binding);
      if (jobs.length === 0) return [];
      const ports = servicePorts(selector.resource);
      const routed = ports.filter(port => routedAmong(jobs, port).length > 0);
      const isReached = ports.length === 0 || routed.length > 0;
      const effect = isReached
        ? 'while they run they get their share of its connections'
        : `they get no connections while they declare no ${formatPorts(ports)}`;
      const serving = lasting(selects);
      const meant = isKnown(binding.verdict) ? `; it means ${names(means) || 'no pods of these'} (${evidence})` : '';
      return [
        {
          ...at(selector),
          ...(!isReached && { severity: 'info' }),
          what: `Service '${selector.resource.name}' also selects the pods of ${names(jobs)} by '${formatAsked(selector)}': ${effect}${meant}`,
          todo: isKnown(binding.verdict)
            ? `${names(means) || names(jobs)} must have a \`${config.label}\` label of its own, and this selector must ask for it`
            : `the selector must ask for a label that the pods of ${names(serving)} bear and those of ${names(jobs)} do not`,
        },
      ];
    }),
};

/**
 * The jobs among the endpoints of a Service that is in front of something else: those that are certainly not meant, or those beside
 * several workloads that share it. Foreign pods that serve weigh more, and that is told of them all.
 */
function jobsBehind({ selector, verdict, selects, foreign, isGiven }: Binding): Rest<Workload> {
  if (selector.role !== 'route' || isGiven) return noRest;
  if (isKnown(verdict)) return foreign.every(isJob) ? foreign : noRest;
  const isServed = verdict === 'shared' && lasting(selects).length > 0;
  return isServed ? new Rest(selects).where(isJob) : noRest;
}

const isJob = ({ runsToCompletion }: Workload): boolean => runsToCompletion;
