import { annotations } from '../config';
import { remembered } from '../data/remembered';
import { ignoring } from '../facts/ignoring';
import { matches, withoutLabel } from '../labels/label-selector';
import { releaseOf } from '../meaning';
import { bindingIndex } from '../meaning/lookup';
import type { Workload } from '../model';
import { annotate, lineOf } from '../model/change';
import { at, type Finding } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import type { Check } from './check';

const refsOf = (resources: readonly Resource[]): string => [...new Set(resources.map(refOf))].join(', ');

/** A release that a Service would reach, were it not for the component that the Service asks for. */
export const serviceLeavesOutRelease: Check = {
  id: 'service-leaves-out-release',
  severity: 'warning',
  summary: 'A Service does not reach another release of its program, only because of the component label.',
  find: ({ bindings, model, config: { label } }) => {
    const routes = bindingIndex(bindings).ofRole('route');
    const lists = new Set(routes.map(({ selects }) => selects));
    const reached = new Set([...lists].flatMap(selects => selects.map(({ identity }) => identity)));
    const unreached = model.workloads.filter(w => !reached.has(w.identity) && releaseOf(w).isRelease);
    return routes.flatMap(({ selector, selects }): Finding[] => {
      const component = selector.asks.matchLabels[label];
      if (component === undefined || unreached.length === 0) return [];
      const programs = programsOf(selects);
      const rest = withoutLabel(selector.asks, label);
      const left = unreached.filter(
        w => w.scope === selector.scope && programs.has(releaseOf(w).program) && matches(rest, w.podLabels),
      );
      return left.map(({ resource }) => {
        const shared = [
          annotate(resource, annotations.component, component),
          annotate(selector.resource, annotations.selects, refsOf([...selects.map(w => w.resource), resource])),
        ] as const;
        const ignored = ignoring(selector.resource, 'service-leaves-out-release');
        return {
          ...at(selector),
          about: refOf(resource),
          what: `Service '${selector.resource.name}' does not select ${refOf(resource)}, only because it asks for \`${label}: ${component}\`; no other Service selects it`,
          todo: `if it must share the Service, ${refOf(resource)} must bear annotation \`${lineOf(shared[0])}\` and the Service annotation \`${lineOf(shared[1])}\`, and mode 'Fix' writes it; if not, annotation \`${lineOf(ignored)}\` on the Service must say so`,
          advice: [shared, [ignored]],
        };
      });
    });
  },
};

const programsOf = remembered((workloads: readonly Workload[]) => new Set(workloads.map(w => releaseOf(w).program)));
