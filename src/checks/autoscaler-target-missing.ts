import { alike } from '../facts/alike';
import { bringerOf } from '../facts/gaps';
import { makersOf } from '../facts/operator-made';
import { following, outOf } from '../facts/why-empty';
import type { Workload } from '../model';
import type { Finding, Severity } from '../model/finding';
import { workloadIndex } from '../model/lookup';
import type { Link } from '../model/references';
import { refOf } from '../model/resource';
import { scopeOf } from '../model/scope';
import { distinct } from '../model/selection';
import { names } from '../model/wording';
import type { Check } from './check';

/** An autoscaler or a rollout tool that names a workload which is not there. */
export const autoscalerTargetMissing: Check = {
  id: 'autoscaler-target-missing',
  severity: 'warning',
  summary: 'An autoscaler names a workload that is not among the resources.',
  find: ({ references, model, unknownKinds, gaps }) => {
    const missing = references.filter(({ field, found }) => field.role === 'scales' && found.length === 0);
    if (missing.length === 0) return [];
    const index = workloadIndex(model.workloads);
    const makerOf = makersOf(model, unknownKinds);
    const bringer = bringerOf(gaps);
    return missing.map(link => {
      const maker = makerOf(link.name, link.resource);
      if (maker && maker !== link.resource)
        return describe(link, { severity: 'info', hint: `${refOf(maker)} may bring it` });
      const inNamespace = index.in(scopeOf(link.resource));
      const ofPackage = index.inPackage(link.resource.package);
      return describe(link, explain(link, inNamespace, ofPackage, bringer(link.resource)));
    });
  },
};

function describe(link: Link, { severity, hint }: Explained): Finding {
  const { resource, path, kind, name } = link;
  return {
    resource,
    path: [...path, 'name'],
    severity,
    ...(severity === 'info' && { elsewhere: `${refOf(resource)} names ${kind}/${name}` }),
    what: `${refOf(resource)} names ${kind}/${name} as its target, which is not among the resources of its namespace: ${following({ severity, hint }, 'it does nothing', 'it stands')}`,
    todo: `\`${path.at(-1)}\` must have the kind and name of a workload that is there`,
  };
}

function explain(
  link: Link,
  around: readonly Workload[],
  inPackage: readonly Workload[],
  bringer: string | undefined,
): Explained {
  const { resource, kind, name } = link;
  const isNamed = (w: Workload) => [w.resource.name, w.resource.authoredName].includes(name);
  const namesakes = distinct(around.filter(w => isNamed(w) && !w.runsToCompletion));
  if (namesakes.length > 0) return { severity: 'warning', hint: `${names(namesakes)} is there` };
  const away = outOf(resource, inPackage).find(w => isNamed(w) && w.resource.kind === kind);
  if (away) return { severity: 'warning', hint: `there is one in namespace '${away.resource.namespace}'` };
  if (bringer !== undefined) return { severity: 'info', hint: `${bringer} may bring it` };
  const near = around.filter(w => w.resource.kind === kind && alike(w.resource.authoredName, name));
  if (near.length > 0) return { severity: 'warning', hint: `its name is like that of ${names(near)}` };
  return { severity: 'info', hint: `nor is a ${kind} of a like name` };
}

interface Explained {
  readonly severity: Severity;
  readonly hint: string;
}
