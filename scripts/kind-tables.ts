import type { Schema } from '../src/config/schema';
import { kindsSchema } from '../src/config/user-kinds';
import { grouped } from '../src/data/grouped';
import {
  operatorKinds,
  podReferenceFields,
  podSelectorFields,
  type ReferenceField,
  referenceFields,
  runtimeLabels,
  selectorFields,
  type WatchField,
  watchFields,
  workloadKinds,
} from '../src/kinds';
import { code, table } from './markdown';

interface Row {
  readonly group: string;
  readonly kind: string;
  readonly cells: readonly string[];
}

const apiOf = ({ group, kind }: Pick<Row, 'group' | 'kind'>) => (group === '' ? kind : `${kind}.${group}`);

/** Lines of one kind become one, with the first cells joined; then kinds of one group that say the same. */
function merged(rows: readonly Row[]): readonly (readonly string[])[] {
  const ofKind = [
    ...grouped(rows, ({ group, kind, cells: [, ...rest] }) => JSON.stringify([group, kind, rest])).values(),
  ];
  const kinds = ofKind.flatMap((same): Row[] => {
    const [first] = same;
    if (!first) return [];
    const [, ...rest] = first.cells;
    return [{ ...first, cells: [[...new Set(same.map(({ cells }) => cells[0]))].join(', '), ...rest] }];
  });
  return [...grouped(kinds, ({ group, cells }) => JSON.stringify([group, cells])).values()].flatMap(same => {
    const [first] = same;
    return first ? [[same.map(apiOf).join(', '), ...first.cells]] : [];
  });
}

const workloads = () =>
  table(
    ['kind', 'pod template', 'selector', 'immutable'],
    merged(
      workloadKinds.map(kind => ({
        ...kind,
        cells: [
          kind.podTemplate === '' ? 'itself' : code(kind.podTemplate),
          code(kind.selector ?? '') + (kind.selectorOnlyIf ? ` if ${code(kind.selectorOnlyIf)}` : ''),
          kind.immutable ?? '',
        ],
      })),
    ),
  );

const selectors = () =>
  table(
    ['kind', 'field', 'role'],
    [
      ...merged(selectorFields.map(field => ({ ...field, cells: [code(field.path), field.role] }))),
      ...podSelectorFields.map(field => ['every PodSpec', code(field.path), field.role]),
    ],
  );

const over: Readonly<Record<WatchField['over'], string>> = {
  Pod: 'pods',
  Service: 'Services',
  Ingress: 'Ingresses',
};

const reach = ({ namespaces, onlyBeside, behind }: WatchField): string => {
  if (behind !== undefined) return `of the Service ${code(behind)}`;
  if (namespaces === 'all') return 'all';
  return namespaces === undefined ? 'its own' : `${onlyBeside === undefined ? 'its own, or ' : ''}${code(namespaces)}`;
};

const watches = () =>
  table(
    ['kind', 'field', 'over', 'namespaces'],
    merged(watchFields.map(field => ({ ...field, cells: [code(field.path), over[field.over], reach(field)] }))),
  );

const verbs: Readonly<Record<ReferenceField['role'], string>> = {
  scales: 'scales',
  routes: 'routes to',
  governs: 'is behind',
  names: 'names',
};

const targetOf = ({ to, toGroup = '' }: Pick<ReferenceField, 'to' | 'toGroup'>): string =>
  toGroup === '' ? to : `${to}.${toGroup}`;

const references = () =>
  table(
    ['kind', 'field', 'what it does'],
    [
      ...merged(
        referenceFields.map(field => ({
          ...field,
          cells: [code(field.path), `${verbs[field.role]} a ${targetOf(field)}`],
        })),
      ),
      ...podReferenceFields.map(field => [
        'every PodSpec',
        code(field.path),
        `${verbs[field.role]} a ${targetOf(field)}`,
      ]),
    ],
  );

const operators = () =>
  table(
    ['kind', 'labels of its pods'],
    operatorKinds.map(kind => [
      apiOf(kind),
      Object.entries(kind.labels)
        .map(([key, value]) => code(`${key}: ${value}`))
        .join(', '),
    ]),
  );

const labels = () =>
  table(
    ['label', 'on pods of', 'by'],
    runtimeLabels.map(({ key, on, by = '' }) => [code(key.endsWith('/') ? `${key}…` : key), on.join(', '), by]),
  );

const allowed = ({ enum: values, type }: Schema) => (values ? values.map(code).join(', ') : (type ?? ''));

const fieldsOf = ({ items }: Schema, before = ''): readonly (readonly string[])[] =>
  Object.entries(items?.properties ?? {}).flatMap(([name, schema]) => [
    [
      code(before + name),
      `${allowed(schema)}${items?.required?.includes(name) ? ', required' : ''}`,
      schema.description ?? '',
    ],
    ...(schema.items ? fieldsOf(schema, `${before}${name}[].`) : []),
  ]);

/** The README's tables of kinds, by the names in their markers. */
export const kindTables: Readonly<Record<string, () => string>> = {
  workloads,
  selectors,
  watches,
  references,
  operators,
  labels,
  kinds: () => table(['field', 'values', 'what it says'], fieldsOf(kindsSchema)),
};
