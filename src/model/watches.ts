import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import type { Path } from '../data/path';
import { asList, asMap, asString, valueAt } from '../data/values';
import { keysOf, type WatchField, walk } from '../kinds';
import { CalicoSyntax, parseCalico } from '../labels/calico';
import { withoutPrefixes } from '../labels/key-prefixes';
import { isEmpty, type LabelSelector, type Labels, matches, noLabels } from '../labels/label-selector';
import { type Model, selectsPods } from '.';
import { mayBear, operatorOf, splitRuntime } from './controller-labels';
import { Reading } from './field-reader';
import { operatedBy } from './operated-pods';
import type { Asking, Relation } from './relation';
import type { Resource } from './resource';
import { scopeOf } from './scope';

/** A selector that is only read: over Services or Ingresses, or over pods beyond what a label selector of one namespace says. */
export interface WatchSelector extends Asking {
  readonly field: WatchField;
  /** The selector in Calico's language. */
  readonly expression?: string;
  /** Why the expression can't be read. */
  readonly problem?: string;
  /** It selects everything in its reach. */
  readonly isEmpty: boolean;
}

/** Such a selector, and the Services, Ingresses or workloads that it selects; what it means, where sources tell. */
export interface Watch extends Relation<Resource> {
  readonly selector: WatchSelector;
  /** What it could have selected. */
  readonly candidates: readonly Resource[];
}

type Seen = Pick<Model, 'resources' | 'workloads' | 'selectors'>;

/** Something that a watch may select: a Service by its own labels, a workload by those of its pods. */
interface Candidate {
  readonly resource: Resource;
  readonly labels: Labels;
}

/**
 * The selectors that are only read, and what they select in their package.
 * @param reading gathers what is not as the API reference allows
 */
export function watchesOf(model: Seen, reading: Reading = new Reading(model.resources)): readonly Watch[] {
  const watching = model.resources.filter(({ rows }) => rows.watches.length > 0);
  if (watching.length === 0) return [];
  const operated = operatedBy(model);
  const candidates = grouped(
    [
      ...model.resources
        .filter(({ kind, group }) => (kind === 'Service' && group === '') || kind === 'Ingress')
        .map(resource => ({ over: resource.kind, resource, labels: reading.labels(resource, ['metadata', 'labels']) })),
      ...model.workloads.map(({ resource, podLabels }) => ({ over: 'Pod', resource, labels: podLabels })),
    ],
    ({ over, resource }) => compound(resource.package, over),
  );
  const watches = watching.flatMap(resource =>
    resource.rows.watches.flatMap(field =>
      walk(resource.value, field.path).flatMap(({ path, value, parent }): Watch[] => {
        if (field.onlyBeside !== undefined && !Object.hasOwn(parent, field.onlyBeside)) return [];
        if (field.notBeside !== undefined && Object.hasOwn(parent, field.notBeside)) return [];
        const asked = askedBy(resource, field, path, value, reading);
        if (!asked) return [];
        const isSeen = namespacesOf(resource, field);
        const isBehind = behind(resource, field, model);
        const reach = (candidates.get(compound(resource.package, field.over)) ?? []).filter(
          candidate => isSeen(candidate.resource.namespace) && isBehind(candidate),
        );
        const selects = reach.filter(asked.selects).map(({ resource }) => resource);
        const { selects: _, ...words } = asked;
        const isOfOperator = () =>
          operatorOf(words.controllerLabels, words.asks) ??
          operated({ ...words, resource, scope: scopeOf(resource) }) !== undefined;
        if (selects.length === 0 && isOfOperator()) return [];
        const selector = { resource, path, role: field.role, field, ...words };
        return [{ selector, selects, means: [], candidates: reach.map(({ resource }) => resource) }];
      }),
    ),
  );
  return watches;
}

type Asked = Pick<WatchSelector, 'asks' | 'controllerLabels' | 'expression' | 'problem' | 'isEmpty'> & {
  readonly selects: (candidate: Candidate) => boolean;
};

const noSelector: LabelSelector = Object.freeze({ matchLabels: noLabels, matchExpressions: Object.freeze([]) });

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
  const selector = withoutPrefixes(withoutKeys(written, field.writtenByMesh), field);
  if (!selector) return undefined;
  const [controllerLabels, rest] = splitRuntime(selector, reading.hasKind(resource));
  const selects = ({ resource, labels }: Candidate) =>
    matches(rest, labels) && mayBear(resource, labels, controllerLabels);
  return { asks: selector, controllerLabels, isEmpty: isEmpty(selector), selects };
}

/** The selector without what it asks for by keys that begin so. */
function withoutKeys({ matchLabels, matchExpressions }: LabelSelector, starts: readonly string[] = []): LabelSelector {
  const isOther = (key: string) => !starts.some(start => key.startsWith(start));
  return {
    matchLabels: Object.assign(
      Object.create(null),
      Object.fromEntries(Object.entries(matchLabels).filter(([key]) => isOther(key))),
    ),
    matchExpressions: matchExpressions.filter(({ key }) => isOther(key)),
  };
}

function expressed(expression: string): Asked {
  const unread = { asks: noSelector, controllerLabels: noLabels };
  const isAll = expression.trim() === '' || /^\s*all\(\s*\)\s*$/.test(expression);
  try {
    const isTrue = parseCalico(expression);
    return { ...unread, expression, isEmpty: isAll, selects: ({ labels }) => isTrue(labels) };
  } catch (error) {
    if (!(error instanceof CalicoSyntax)) throw error;
    return { ...unread, expression, problem: error.message, isEmpty: false, selects: () => false };
  }
}

function namespacesOf(resource: Resource, { namespaces, behind }: WatchField): (namespace: string) => boolean {
  if (namespaces === 'all' || behind !== undefined) return () => true;
  const field = namespaces === undefined ? undefined : asMap(valueAt(resource.value, keysOf(namespaces)));
  if (field?.any === true) return () => true;
  const names = asList(field?.matchNames);
  return namespace => (names.length > 0 ? names.includes(namespace) : namespace === resource.namespace);
}

/** Tells the pods of the Service that the field names: a short name, or one with its namespace. */
function behind(watching: Resource, field: WatchField, { selectors }: Seen): (candidate: Candidate) => boolean {
  if (field.behind === undefined) return () => true;
  const host = asString(valueAt(watching.value, keysOf(field.behind))) ?? '';
  const [name = '', namespace = watching.namespace] = host.split('.');
  const services = selectors.filter(
    ({ role, resource }) =>
      role === 'route' &&
      resource.package === watching.package &&
      resource.namespace === namespace &&
      [resource.name, resource.authoredName].includes(name),
  );
  return ({ resource, labels }) =>
    services.some(service => selectsPods(service, { scope: scopeOf(resource), resource }, labels));
}
