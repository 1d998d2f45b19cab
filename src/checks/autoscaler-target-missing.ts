import type { Finding, Severity } from '../diagnostic';
import { makersOf } from '../facts/makers';
import { outOf } from '../facts/nothing-selected';
import { grouped } from '../grouping';
import type { Link } from '../links';
import type { Workload } from '../model';
import { byName } from '../resolve';
import { refOf } from '../resource';
import { distinct } from '../scope';
import { names } from '../words';
import { scopeOf } from '../workload';
import type { Check } from './check';

/** An autoscaler or a rollout tool that names a workload which is not there. */
export const autoscalerTargetMissing: Check = {
  id: 'autoscaler-target-missing',
  severity: 'warning',
  summary: 'An autoscaler names a workload that is not among the resources.',
  find: ({ links, model, strangers }) => {
    const missing = links.filter(({ field, found }) => field.role === 'scales' && found.length === 0);
    if (missing.length === 0) return [];
    const inScope = grouped(model.workloads, ({ scope }) => scope);
    const inPackage = grouped(model.workloads, ({ resource }) => resource.package);
    const makerOf = makersOf(model, strangers);
    return missing.map(link => {
      const maker = makerOf(link.name, link.resource);
      if (maker && maker !== link.resource)
        return describe(link, { severity: 'info', hint: `${refOf(maker)} may bring it` });
      const inNamespace = inScope.get(scopeOf(link.resource)) ?? [];
      return describe(link, explain(link, inNamespace, inPackage.get(link.resource.package) ?? []));
    });
  },
};

function describe(link: Link, { severity, hint }: Explained): Finding {
  const { resource, path, kind, name } = link;
  return {
    resource,
    path: [...path, 'name'],
    currentValue: name,
    severity,
    what: `${refOf(resource)} names ${kind}/${name} as its target, which is not among the resources of its namespace: it does nothing; ${hint}`,
    todo: `\`${path.at(-1)}\` must have the kind and name of a workload that is there`,
  };
}

function explain(link: Link, around: readonly Workload[], inPackage: readonly Workload[]): Explained {
  const { resource, kind, name } = link;
  const isNamed = (w: Workload) => [w.resource.name, w.resource.authoredName].includes(name);
  const namesakes = distinct(around.filter(w => isNamed(w) && !w.runsToCompletion));
  if (namesakes.length > 0) return { severity: 'warning', hint: `${names(namesakes)} is there` };
  const away = outOf(resource, inPackage).find(w => isNamed(w) && w.resource.kind === kind);
  if (away) return { severity: 'warning', hint: `there is one in namespace '${away.resource.namespace}'` };
  const ofKind = around.filter(w => w.resource.kind === kind);
  if (ofKind.length === 0) return { severity: 'info', hint: `no ${kind} of its namespace is among the resources` };
  const near = ofKind.length > many ? undefined : byName({ name, authoredName: name }, ofKind);
  if (near && near.relation !== 'overlap')
    return { severity: 'warning', hint: `its name is near that of ${names([near.pick])}` };
  return { severity: 'warning', hint: `there ${ofKind.length > 1 ? 'are' : 'is'} ${names(ofKind)}` };
}

/** Among so many a name that is only near says little. */
const many = 50;

interface Explained {
  readonly severity: Severity;
  readonly hint: string;
}
