import type { Selector, Workload } from '../model';
import { declaresAll, declaresOthersOnly, declaresPorts, servicePorts } from '../ports';
import { type Resource, refOf } from '../resource';
import { distinct, remembered } from '../scope';
import type { Level } from './binding';
import { byName } from './names';
import { byPorts } from './ports';

/** The one workload to which all evidence points. */
export interface Pick {
  readonly pick: Workload;
  readonly level: Level;
  readonly evidence: string;
  /** `equal`: the names are; `part`: only part of a name points there, and no port does. */
  readonly name?: 'equal' | 'part';
}

/** Workloads that can serve: what runs to completion is never what a Service means. */
export const serving = remembered((workloads: readonly Workload[]) =>
  distinct(workloads.filter(w => !w.runsToCompletion)),
);

/** True where a workload names the Service as its own (StatefulSet `serviceName`, a Rollout's stable and canary Services). */
export function refersTo(workload: Workload, { name, authoredName }: Resource): boolean {
  return workload.services.some(service => service === name || service === authoredName);
}

/** References, names and ports together; undefined where they point to none, to several, or disagree. */
export function pickOf({ resource }: Selector, selects: readonly Workload[]): Pick | undefined {
  const candidates = serving(selects);
  const [referrer, ...more] = candidates.filter(w => refersTo(w, resource));
  if (more.length > 0) return undefined;
  if (!referrer) return byNameAndPorts(resource, candidates);
  const name = byName(resource.authoredName, candidates);
  const port = byPorts(servicePorts(resource), candidates);
  const against = (name?.equal && name.pick !== referrer) || (port.pick && port.pick !== referrer);
  if (against) return undefined;
  return { pick: referrer, level: 'reference', evidence: `${refOf(referrer.resource)} names it as its Service` };
}

/** Names and ports, which must not disagree. */
function byNameAndPorts(resource: Resource, candidates: readonly Workload[]): Pick | undefined {
  const ports = servicePorts(resource);
  const numbers = ports.flatMap(({ port, target }) => [port, Number(target)]);
  const name = byName(resource.authoredName, candidates, numbers);
  const port = byPorts(ports, candidates);
  if (name) {
    const confirmed = port.pick === name.pick;
    if (port.pick && !confirmed) return undefined;
    if (name.auxiliary && !confirmed) return undefined;
    if (name.faint && !declaresAll(name.pick, ports)) return undefined;
    if (!name.equal && declaresOthersOnly(name.pick, ports)) return undefined;
    const rule = name.equal ? 'equal' : name.part && !confirmed ? 'part' : undefined;
    const evidence = confirmed ? `${name.evidence}; ${port.evidence}` : name.evidence;
    return { pick: name.pick, level: 'name-and-port', evidence, ...(rule && { name: rule }) };
  }
  const routable = ports.every(({ target }) => typeof target === 'string');
  const othersKnown = candidates.every(w => w === port.pick || declaresPorts(w));
  if (!port.pick || !(routable || othersKnown)) return undefined;
  return { pick: port.pick, level: 'name-and-port', evidence: port.evidence };
}
