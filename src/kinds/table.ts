import { podReferenceFields } from './name-references';
import { type NamespaceField, namespaceFields } from './namespace-selectors';
import { type OperatorKind, operatorKinds } from './operator-pods';
import { type PortNameField, portNameFields } from './port-names';
import { type ReferenceField, referenceFields } from './references';
import { type SelectorField, selectorFields } from './selectors';
import { type WatchField, watchFields } from './watch-fields';
import { type WorkloadKind, workloadKinds } from './workloads';

/** All that the tables say of one kind. */
export interface Rows {
  readonly workloads: readonly WorkloadKind[];
  readonly selectors: readonly SelectorField[];
  readonly watches: readonly WatchField[];
  readonly references: readonly ReferenceField[];
  readonly operators: readonly OperatorKind[];
  readonly portNames: readonly PortNameField[];
  readonly namespaces: readonly NamespaceField[];
}

export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** The tables, with the rows that a user added. */
export interface KindTable {
  readonly rowsOf: (groupKind: GroupKind) => Rows;
  /** True for the name of a kind that has a row in some group, or that rows refer to. */
  readonly isKnown: (kind: string) => boolean;
}

/** Rows that a user may add. */
export type UserRows = Partial<Pick<Rows, 'workloads' | 'selectors'>>;

/** What may stand behind a Service without a selector; and what references and watches lead to. */
const otherKinds = ['Endpoints', 'EndpointSlice', 'Ingress', 'Namespace'];

export const noRows: Rows = {
  workloads: [],
  selectors: [],
  watches: [],
  references: [],
  operators: [],
  portNames: [],
  namespaces: [],
};

/** The built-in tables and the user's rows as one. */
export function kindTable({ workloads = [], selectors = [] }: UserRows = {}): KindTable {
  const all: Rows = {
    workloads: [...workloads, ...workloadKinds],
    selectors: [...selectors, ...selectorFields],
    watches: watchFields,
    references: referenceFields,
    operators: operatorKinds,
    portNames: portNameFields,
    namespaces: namespaceFields,
  };
  const names = new Set([
    ...Object.values(all).flatMap((rows: readonly GroupKind[]) => rows.map(({ kind }) => kind)),
    ...otherKinds,
    ...[...referenceFields, ...podReferenceFields].flatMap(({ to }) => (to === 'workload' ? [] : [to])),
  ]);
  const known = new Map<string, Rows>();
  return {
    isKnown: kind => names.has(kind),
    rowsOf: groupKind => {
      const key = `${groupKind.group}/${groupKind.kind}`;
      const rows = known.get(key) ?? find(all, groupKind);
      known.set(key, rows);
      return rows;
    },
  };
}

interface Row extends GroupKind {
  readonly formerGroups?: readonly string[];
}

function find(all: Rows, { group, kind }: GroupKind): Rows {
  const of = <R extends Row>(rows: readonly R[]): readonly R[] =>
    rows.filter(row => row.kind === kind && (row.group === group || row.formerGroups?.includes(group)));
  const rows: Rows = {
    workloads: of(all.workloads),
    selectors: of(all.selectors),
    watches: of(all.watches),
    references: of(all.references),
    operators: of(all.operators),
    portNames: of(all.portNames),
    namespaces: of(all.namespaces),
  };
  return Object.values(rows).every(({ length }) => length === 0) ? noRows : rows;
}
