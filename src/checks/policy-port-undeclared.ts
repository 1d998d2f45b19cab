import { formatPath, type Path } from '../data/path';
import { isPlaceholder } from '../data/placeholders';
import { asString, valueAt } from '../data/values';
import { injectedPorts } from '../facts/injected-ports';
import { areNear } from '../facts/near-names';
import { alongside, type PortNameField, walk } from '../kinds';
import { isEmpty } from '../labels/label-selector';
import type { Binding } from '../meaning';
import { bindingIndex } from '../meaning/lookup';
import type { Workload } from '../model';
import type { Finding } from '../model/finding';
import { type Resource, refOf } from '../model/resource';
import { list, names } from '../model/wording';
import type { Check } from './check';

/** A port of a NetworkPolicy by a name that no pod declares which the rule is about. */
export const policyPortUndeclared: Check = {
  id: 'policy-port-undeclared',
  severity: 'warning',
  summary: 'A NetworkPolicy names a port that none of the pods declares which the rule is about.',
  find: ({ model, bindings }) => {
    return model.resources.flatMap(resource =>
      resource.rows.portNames.flatMap(field => ofField(resource, field, bindingIndex(bindings).in(resource))),
    );
  },
};

function ofField(resource: Resource, field: PortNameField, own: readonly Binding[]): readonly Finding[] {
  const { of } = field;
  if (of === undefined) return [];
  return walk(resource.value, field.path).flatMap(({ path, value, parent }): Finding[] => {
    if (typeof value !== 'string' || /^\d*$/.test(value) || isPlaceholder(value) || injectedPorts.includes(value))
      return [];
    const pods = podsAt(alongside(of, field.path, path), resource, own);
    const protocol = asString(parent.protocol) ?? 'TCP';
    return pods && isLacking(pods, value, protocol) ? [describe({ resource, path, port: value, protocol }, pods)] : [];
  });
}

interface Pods {
  readonly workloads: readonly Workload[];
  /** All pods of the namespace: some of these may stand elsewhere. */
  readonly isAll: boolean;
}

/** The pods that are selected at a place, or at all elements of the list there; undefined where some of them can't be seen. */
function podsAt(at: Path, { value }: Resource, own: readonly Binding[]): Pods | undefined {
  const held = valueAt(value, at);
  const places = Array.isArray(held) ? held.map((_, i) => [...at, i]) : [at];
  const found = places.map(place =>
    own.find(({ selector }) => formatPath(selector.path) === formatPath([...place, 'podSelector'])),
  );
  const seen = found.filter(binding => binding !== undefined);
  const workloads = seen.flatMap(({ selects }) => selects);
  const isUnseen = ({ unseen, selects }: Binding) => unseen !== undefined || selects.length === 0;
  if (workloads.length === 0 || seen.length < places.length || seen.some(isUnseen)) return undefined;
  if (workloads.some(({ containers }) => containers.length === 0)) return undefined;
  return { workloads, isAll: seen.some(({ selector }) => isEmpty(selector.asks)) };
}

const namesOf = (workloads: readonly Workload[], of?: string): readonly string[] => [
  ...new Set(
    workloads.flatMap(({ containers }) =>
      containers.flatMap(({ ports }) =>
        ports.flatMap(({ name, protocol }) => (name !== undefined && protocol === (of ?? protocol) ? [name] : [])),
      ),
    ),
  ),
];

function isLacking({ workloads, isAll }: Pods, port: string, protocol: string): boolean {
  const declared = namesOf(workloads, protocol);
  return !declared.includes(port) && (!isAll || declared.some(name => areNear(name, port)));
}

interface Asked {
  readonly resource: Resource;
  readonly path: Path;
  readonly port: string;
  readonly protocol: string;
}

function describe({ resource, path, port, protocol }: Asked, { workloads }: Pods): Finding {
  const declared = namesOf(workloads, protocol).map(name => `'${name}'`);
  const isOther = namesOf(workloads).includes(port);
  const has = isOther
    ? `they declare it for another protocol than ${protocol}`
    : declared.length > 0
      ? `they declare ${list(declared)}`
      : `they declare no port for ${protocol} by name`;
  return {
    resource,
    path,
    what: `\`${formatPath(path)}\` of ${refOf(resource)} is '${port}', which no container of ${names(workloads)} declares: it opens nothing; ${has}`,
    todo: isOther
      ? '`protocol` must stand beside it, as the containers have it'
      : "it must be the name of a port that the pods' containers declare, or a number",
  };
}
