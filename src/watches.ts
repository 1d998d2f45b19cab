import { CalicoSyntax, parseCalico } from './calico';
import { grouped } from './grouping';
import { keysOf, type WatchField, walk } from './kinds';
import { isEmpty, type LabelSelector, type Labels, matches } from './label-selector';
import type { Model } from './model';
import { withoutPrefixes } from './prefixed-keys';
import { Reading } from './reading';
import { asList, asMap, asString, type Path, type Resource, valueAt } from './resource';

/** A selector that is only read: over Services or Ingresses, or over pods beyond what a label selector of one namespace says. */
export interface Watch {
  readonly resource: Resource;
  readonly path: Path;
  readonly field: WatchField;
  /** Empty for an expression. */
  readonly selector: LabelSelector;
  /** The selector in Calico's language. */
  readonly expression?: string;
  /** Why the expression can't be read. */
  readonly problem?: string;
  /** It selects everything in its reach. */
  readonly isEmpty: boolean;
  /** The Services, Ingresses or workloads that it selects. */
  readonly selects: readonly Resource[];
  /** What it could have selected. */
  readonly candidates: readonly Resource[];
  /** What it selected as authored, where sources tell. */
  readonly means?: readonly Resource[];
}

type Seen = Pick<Model, 'resources' | 'workloads' | 'selectors'>;

/** Something that a watch may select: a Service by its own labels, a workload by those of its pods. */
interface Candidate {
  readonly resource: Resource;
  readonly labels: Labels;
}

/**
 * The selectors that are only read, and what they select in their package.
 * @throws InputError where a selector or labels are not what the API reference allows
 */
export function watchesOf(model: Seen): readonly Watch[] {
  const reading = new Reading();
  const watching = model.resources.filter(({ rows }) => rows.watches.length > 0);
  if (watching.length === 0) return [];
  const candidates = grouped(
    [
      ...model.resources
        .filter(({ kind, group }) => (kind === 'Service' && group === '') || kind === 'Ingress')
        .map(resource => ({ over: resource.kind, resource, labels: reading.labels(resource, ['metadata', 'labels']) })),
      ...model.workloads.map(({ resource, podLabels }) => ({ over: 'Pod', resource, labels: podLabels })),
    ],
    ({ over, resource }) => `${resource.package}\n${over}`,
  );
  const watches = watching.flatMap(resource =>
    resource.rows.watches.flatMap(field =>
      walk(resource.value, field.path).flatMap(({ path, value, parent }): Watch[] => {
        if (field.onlyBeside !== undefined && !Object.hasOwn(parent, field.onlyBeside)) return [];
        if (field.notBeside !== undefined && Object.hasOwn(parent, field.notBeside)) return [];
        const asked = askedBy(resource, field, path, value, reading);
        if (!asked) return [];
        const isSeen = namespacesOf(resource, field);
        const reach = (candidates.get(`${resource.package}\n${field.over}`) ?? []).filter(
          candidate => isSeen(candidate.resource.namespace) && isBehind(candidate, resource, field, model),
        );
        const selects = reach.filter(({ labels }) => asked.selects(labels)).map(({ resource }) => resource);
        const { selects: _, ...words } = asked;
        return [{ resource, path, field, ...words, selects, candidates: reach.map(({ resource }) => resource) }];
      }),
    ),
  );
  reading.throwProblems();
  return watches;
}

type Asked = Pick<Watch, 'selector' | 'expression' | 'problem' | 'isEmpty'> & {
  readonly selects: (labels: Labels) => boolean;
};

const noSelector: LabelSelector = Object.freeze({
  matchLabels: Object.freeze(Object.create(null)),
  matchExpressions: [],
});

function askedBy(
  resource: Resource,
  field: WatchField,
  path: Path,
  value: unknown,
  reading: Reading,
): Asked | undefined {
  const { form } = field;
  if (form === 'expression') return typeof value === 'string' ? expressed(value) : undefined;
  if (!asMap(value)) return undefined;
  const written = {
    matchLabels: reading.labels(resource, form === 'map' ? path : [...path, 'matchLabels']),
    matchExpressions: form === 'map' ? [] : reading.expressions(resource, [...path, 'matchExpressions']),
  };
  const selector = withoutPrefixes(written, field);
  return selector && { selector, isEmpty: isEmpty(selector), selects: labels => matches(selector, labels) };
}

function expressed(expression: string): Asked {
  const isAll = expression.trim() === '' || /^\s*all\(\s*\)\s*$/.test(expression);
  try {
    return { selector: noSelector, expression, isEmpty: isAll, selects: parseCalico(expression) };
  } catch (error) {
    if (!(error instanceof CalicoSyntax)) throw error;
    return { selector: noSelector, expression, problem: error.message, isEmpty: false, selects: () => false };
  }
}

function namespacesOf(resource: Resource, { namespaces }: WatchField): (namespace: string) => boolean {
  if (namespaces === 'all') return () => true;
  const field = namespaces === undefined ? undefined : asMap(valueAt(resource.value, keysOf(namespaces)));
  if (field?.any === true) return () => true;
  const names = asList(field?.matchNames);
  return namespace => (names.length > 0 ? names.includes(namespace) : namespace === resource.namespace);
}

/** True where the pods are those of the Service that the field names: a short name, or one with its namespace. */
function isBehind({ resource, labels }: Candidate, watching: Resource, { behind }: WatchField, model: Seen): boolean {
  if (behind === undefined) return true;
  const [name, namespace = watching.namespace] = (asString(valueAt(watching.value, keysOf(behind))) ?? '').split('.');
  if (resource.namespace !== namespace) return false;
  return model.selectors.some(
    ({ role, resource: service, selector }) =>
      role === 'route' &&
      service.package === watching.package &&
      service.namespace === namespace &&
      [service.name, service.authoredName].includes(name ?? '') &&
      matches(selector, labels),
  );
}
