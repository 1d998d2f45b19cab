import { valueAt } from '../data/values';
import { formatSelector } from '../labels/label-selector';
import type { Binding } from '../meaning';
import { bindingIndex } from '../meaning/lookup';
import { formatAsked, type Workload } from '../model';
import type { Finding } from '../model/finding';
import { workloadIndex } from '../model/lookup';
import type { Link } from '../model/references';
import { placeOf, type Resource, refOf } from '../model/resource';
import { names } from '../model/wording';
import type { Check } from './check';

/** A StatefulSet whose Service gives its pods no DNS names: it does not select them, or is not headless. */
export const statefulsetServiceForeign: Check = {
  id: 'statefulset-service-foreign',
  severity: 'warning',
  summary: "The Service that a StatefulSet names does not select the StatefulSet's pods, or is not headless.",
  find: ({ references, model, bindings }) => {
    const sets = references.filter(
      ({ field, resource }) => field.role === 'governs' && resource.kind === 'StatefulSet',
    );
    if (sets.length === 0) return [];
    return sets.flatMap((link): Finding[] => {
      const workload = workloadIndex(model.workloads).at(placeOf(link.resource));
      const [service, ...more] = link.found;
      if (!workload || !service || more.length > 0) return [];
      return judge(link, workload, service, bindingIndex(bindings).ofService(service));
    });
  },
};

function judge(
  { resource, path, name }: Link,
  workload: Workload,
  service: Resource,
  binding: Binding | undefined,
): Finding[] {
  const where = { resource, path };
  const spec = (key: string) => valueAt(service.value, ['spec', key]);
  const who = `${refOf(resource)} names Service '${name}'`;
  const lost = `its pods have no DNS names of their own, such as '${resource.name}-0.${name}'`;
  if (spec('type') === 'ExternalName') {
    const what = `${who}, which is an alias (\`type: ExternalName\`) and selects no pods: ${lost}`;
    return [{ ...where, what, todo: `\`serviceName\` must be the headless Service in front of its pods` }];
  }
  if (!binding) {
    const todo = `the Service must select its pods, by what they bear: '${bornBy(workload)}'`;
    return [{ ...where, what: `${who}, which has no selector: ${lost}`, todo }];
  }
  const { selects, selector } = binding;
  if (!selects.some(({ identity }) => identity === workload.identity)) {
    // What selects nothing at all is told of the Service.
    if (selects.length === 0) return [];
    const what = `${who}, which selects '${formatAsked(selector)}', the pods of ${names(selects)}, and not its own: ${lost}`;
    const todo = `\`serviceName\` must be the headless Service in front of its own pods, which bear '${bornBy(workload)}'`;
    return [{ ...where, what, todo }];
  }
  // Nobody needs to tell the pods of a single replica apart.
  if (spec('clusterIP') === 'None' || (workload.replicas ?? 1) < 2) return [];
  const what = `${who}, which is not headless: Kubernetes promises DNS names of the pods, such as '${resource.name}-0.${name}', only behind a headless Service`;
  const todo = `if pods are addressed by name, \`serviceName\` must be a Service with \`clusterIP: None\` beside this one`;
  return [{ ...where, severity: 'info', what, todo }];
}

const bornBy = ({ podLabels }: Workload): string => formatSelector({ matchLabels: podLabels, matchExpressions: [] });
