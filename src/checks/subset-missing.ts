import { grouped } from '../data/grouped';
import { formatPath, type Path } from '../data/path';
import { asMap, asString } from '../data/values';
import { hostOf, type MeshHost, mayBeOneHost } from '../facts/hosts';
import { areNear } from '../facts/near-names';
import { walk } from '../kinds';
import type { Finding, Severity } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import { list } from '../model/wording';
import type { Check, Situation } from './check';

/** A VirtualService that leads to a subset of a host which no DestinationRule defines. */
export const subsetMissing: Check = {
  id: 'subset-missing',
  severity: 'error',
  summary: 'A VirtualService leads to a subset that no DestinationRule of its host defines.',
  find: situation => {
    const { model, gaps } = situation;
    const isGap = gaps.some(({ effect }) => effect === 'adds' || effect === 'changes');
    const rules = grouped(rulesIn(situation), ({ resource }) => resource.package);
    return model.resources
      .filter(({ via }) => !isGap || via.length === 0)
      .flatMap(resource =>
        destinationsOf(resource).flatMap(destination => judge(destination, rules.get(resource.package) ?? [])),
      );
  },
};

/** What a DestinationRule defines. */
interface Rule {
  readonly resource: Resource;
  readonly host: MeshHost;
  readonly subsets: readonly string[];
}

function rulesIn({ model }: Situation): readonly Rule[] {
  return model.resources.flatMap(resource =>
    resource.rows.references.flatMap(({ path, subsets }) => {
      const [found] = subsets === undefined ? [] : walk(resource.value, path);
      if (subsets === undefined || typeof found?.value !== 'string') return [];
      const names = walk(resource.value, subsets).flatMap(({ value }) => asString(value) ?? []);
      return [{ resource, host: hostOf(found.value, resource), subsets: names }];
    }),
  );
}

/** A subset of a host that a VirtualService leads to. */
interface Destination {
  readonly resource: Resource;
  readonly path: Path;
  readonly host: MeshHost;
  readonly spelled: string;
  readonly subset: string;
}

function destinationsOf(resource: Resource): readonly Destination[] {
  return resource.rows.references.flatMap(({ path: field, name = 'name', subset: key }) =>
    walk(resource.value, field).flatMap(({ path, value }): Destination[] => {
      const [spelled, subset] = [asString(asMap(value)?.[name]), key && asString(asMap(value)?.[key])];
      if (spelled === undefined || !subset) return [];
      return [{ resource, path: [...path, key ?? ''], host: hostOf(spelled, resource), spelled, subset }];
    }),
  );
}

/** Subsets of one host may stand in several rules: Istio puts them together. */
function judge(destination: Destination, rules: readonly Rule[]): readonly Finding[] {
  const { host, subset, spelled } = destination;
  const own = rules.filter(rule => mayBeOneHost(rule.host, host));
  const defined = [...new Set(own.flatMap(({ subsets }) => subsets))];
  if (defined.includes(subset)) return [];
  if (own.length > 0) {
    const refs = [...new Set(own.map(({ resource }) => refOf(resource)))];
    const has = defined.length > 0 ? list(defined.map(name => `'${name}'`)) : 'no subset';
    return [describe(destination, 'error', `${list(refs)} ${refs.length > 1 ? 'define' : 'defines'} ${has}`)];
  }
  const near = rules.find(rule => rule.subsets.includes(subset) && areNear(rule.host.name, host.name));
  if (!near) return [];
  const hint = `${refOf(near.resource)} defines it for host '${near.host.name}', and none is for '${spelled}'`;
  return [describe(destination, 'warning', hint)];
}

function describe({ resource, path, spelled, subset }: Destination, severity: Severity, hint: string): Finding {
  return {
    resource,
    path,
    severity,
    about: `${spelled} ${subset}`,
    what: `\`${formatPath(path)}\` of ${refOf(resource)} is subset '${subset}' of host '${spelled}', which no DestinationRule here defines (${hint}): what is routed to it is answered with 503`,
    todo: `a DestinationRule for host '${spelled}' must have it under \`subsets\`, or the route must name one that is there`,
  };
}
