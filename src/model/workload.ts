import type { Path } from '../data/path';
import { asMap, asString, textOf, valueAt } from '../data/values';
import { alongside, keysOf, type WorkloadKind, walk } from '../kinds';
import type { Labels } from '../labels/label-selector';
import type { Reading } from './field-reader';
import { type Container, containersOf, isBarePod, isTransient, replicasOf } from './pods';
import { identityOf, placeOf, type Resource, refOf, sourcePlaceOf } from './resource';
import { type Scope, scopeOf } from './scope';

/** A resource that makes pods, or one of its pod templates where it has several. */
export interface Workload {
  readonly resource: Resource;
  readonly row: WorkloadKind;
  /** `Deployment/web`, as users refer to it. */
  readonly ref: string;
  readonly scope: Scope;
  readonly identity: string;
  /** Which resource it is: two of one identity have two places. */
  readonly place: string;
  /** What its labels are written to: one source may become many workloads; of rendered resources, one identity is one. */
  readonly bearer: string;
  readonly labels: Labels;
  readonly podLabels: Labels;
  /** Where the labels of its pods stand. */
  readonly podLabelsPath: Path;
  /** Where its PodSpec stands. */
  readonly podSpecPath: Path;
  /** Where the selector stands by which its controller finds its pods, where it has one that counts. */
  readonly selectorPath?: Path;
  readonly containers: readonly Container[];
  /** Pods by the manifest; undefined where the cluster decides (DaemonSet). */
  readonly replicas: number | undefined;
  /** Its pods run to completion: they serve nobody, but selectors catch them. */
  readonly runsToCompletion: boolean;
  /** Resources that make pods of its pod template as well. */
  readonly borrowers?: readonly Resource[];
  /** Services that it names as its own. */
  readonly services: readonly string[];
}

/** The workloads that a resource is: one for every pod template that its kind has and that it holds. */
export function readWorkloads(resource: Resource, reading: Reading): Workload[] {
  const templates = resource.rows.workloads.flatMap(kind =>
    walk(resource.value, kind.podTemplate).flatMap(({ path, value }) => {
      const template = asMap(value);
      const isFixed = kind.fixedBy !== undefined && valueAt(template, keysOf(kind.fixedBy)) !== undefined;
      return template && !isFixed ? [{ kind, path, template }] : [];
    }),
  );
  return templates.map(({ kind, path, template }, i) => {
    const podSpec = keysOf(kind.podSpec ?? 'spec');
    const podLabelsPath = [...path, ...keysOf(kind.labels ?? 'metadata/labels')];
    const spec = asMap(valueAt(template, podSpec)) ?? {};
    const selectorPath = ownSelectorPath(resource, kind, path);
    return {
      resource,
      row: kind,
      ref: refOf(resource),
      scope: scopeOf(resource),
      identity: identityOf(resource),
      place: i === 0 ? placeOf(resource) : `${placeOf(resource)} ${path.join('.')}`,
      bearer: resource.source ? sourcePlaceOf(resource) : identityOf(resource),
      labels: reading.labels(resource, ['metadata', 'labels']),
      podLabels: reading.labels(resource, podLabelsPath),
      podLabelsPath,
      podSpecPath: [...path, ...podSpec],
      ...(selectorPath && { selectorPath }),
      containers: containersOf(spec),
      replicas: replicasOf(resource, kind, path),
      runsToCompletion: kind.runsToCompletion === true || (isBarePod(kind) && isTransient(resource, spec)),
      services: servicesOf(resource, kind),
    };
  });
}

/** False for the second and further pod templates of one resource. */
export const isFirst = ({ place, resource }: Workload): boolean => place === placeOf(resource);

/** The Services that a resource of this kind names as those in front of its pods. */
export function servicesOf(resource: Resource, { services = [] }: WorkloadKind): readonly string[] {
  return services.flatMap(field => walk(resource.value, field).map(({ value }) => textOf(value)));
}

/** Where the own selector of the workload stands whose pod template is at `place`; undefined where none counts. */
export function ownSelectorPath(resource: Resource, kind: WorkloadKind, place: Path): Path | undefined {
  const { selector, selectorOnlyIf, podTemplate } = kind;
  if (selector === undefined) return undefined;
  const counts =
    selectorOnlyIf === undefined || valueAt(resource.value, alongside(selectorOnlyIf, podTemplate, place)) === true;
  return counts ? alongside(selector, podTemplate, place) : undefined;
}

/** The workload whose pod template a resource of this kind takes in place of its own, as `Kind/name`. */
export function borrowedTemplate(resource: Resource, { templateOf }: WorkloadKind): string | undefined {
  const reference = templateOf === undefined ? undefined : asMap(valueAt(resource.value, keysOf(templateOf)));
  const [kind, name] = [asString(reference?.kind), asString(reference?.name)];
  return kind !== undefined && name !== undefined ? `${kind}/${name}` : undefined;
}
