import {
  type FieldSpec,
  kindTable,
  type SelectorField,
  selectorRoles,
  type UserRows,
  type WorkloadKind,
} from '../kinds';
import type { Schema } from './options';

const path: Schema = { type: 'string', examples: ['spec/template', 'spec/groups[]/podSelector'] };
const form: Schema = { enum: ['map', 'LabelSelector'] };

/** The functionConfig's `kinds`: rows of the same shape as the tables of kinds. */
export const kindsSchema: Schema = {
  type: 'array',
  default: [],
  description: 'Adds kinds to the tables: where their pod templates and selectors stand.',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['group', 'kind'],
    properties: {
      group: { type: 'string', description: 'The API group, without the version.' },
      kind: { type: 'string' },
      podTemplate: {
        ...path,
        description: 'The pod template, where the kind makes pods. `[]` walks a list, `*` a map.',
      },
      labels: { ...path, description: 'Where the labels stand in the pod template, if not at `metadata/labels`.' },
      podSpec: { ...path, description: 'Where the PodSpec stands in the pod template, if not at `spec`.' },
      selector: { ...path, description: 'The selector by which the controller finds its own pods.' },
      form: { ...form, description: 'How that selector is written; `LabelSelector` has `matchLabels`.' },
      replicas: path,
      runsToCompletion: { type: 'boolean', description: 'The pods end, as those of a Job: no Service means them.' },
      selectors: {
        type: 'array',
        minItems: 1,
        description: 'Selectors over pods of its namespace.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['path', 'form', 'role'],
          properties: { path, form, role: { enum: selectorRoles.filter(role => role !== 'own') } },
        },
      },
    },
  },
};

/** One entry of `kinds`, as the schema has it. */
interface UserKind {
  readonly group: string;
  readonly kind: string;
  readonly podTemplate?: FieldSpec;
  readonly labels?: FieldSpec;
  readonly podSpec?: FieldSpec;
  readonly selector?: FieldSpec;
  readonly form?: 'map' | 'LabelSelector';
  readonly replicas?: FieldSpec;
  readonly runsToCompletion?: boolean;
  readonly selectors?: readonly Pick<SelectorField, 'path' | 'form' | 'role'>[];
}

const fieldSpec = /^(?:[A-Za-z][\w.-]*(?:\[\])?)(?:\/(?:[A-Za-z][\w.-]*(?:\[\])?|\*))*$/;

/** What is wrong with entries of the right shape, in words. */
export function problemsOfKinds(kinds: readonly UserKind[]): string[] {
  const builtIn = kindTable();
  return kinds.flatMap((entry, i) => {
    const at = `kinds[${i}]`;
    const { workloads, selectors } = builtIn.rowsOf(entry);
    const name = `'${entry.kind}${entry.group && `.${entry.group}`}'`;
    const twin = kinds.findIndex(({ group, kind }) => group === entry.group && kind === entry.kind);
    return [
      ...(twin < i ? [`\`${at}\` is kind ${name}, as \`kinds[${twin}]\` is; both must be one entry`] : []),
      ...(workloads.length + selectors.length > 0
        ? [`\`${at}\` is kind ${name}, which the tables have already; the entry must go`]
        : []),
      ...(entry.podTemplate === undefined && entry.selectors === undefined
        ? [`\`${at}\` has neither \`podTemplate\` nor \`selectors\`; it must have one of them`]
        : []),
      ...(entry.podTemplate === undefined
        ? (['labels', 'podSpec', 'selector', 'replicas', 'runsToCompletion'] as const)
            .filter(field => entry[field] !== undefined)
            .map(field => `\`${at}.${field}\` says something of pods; \`${at}.podTemplate\` must be there too`)
        : []),
      ...pathsOf(entry)
        .filter(([, path]) => !fieldSpec.test(path))
        .map(
          ([field, path]) =>
            `\`${at}.${field}\` is '${path}'; it must be field names joined by '/', such as 'spec/template' or 'spec/groups[]/podSelector'`,
        ),
    ];
  });
}

function pathsOf(entry: UserKind): readonly (readonly [string, string])[] {
  const own = (['podTemplate', 'labels', 'podSpec', 'selector', 'replicas'] as const).flatMap(field => {
    const path = entry[field];
    return path === undefined ? [] : [[field, path] as const];
  });
  return [...own, ...(entry.selectors ?? []).map(({ path }, i) => [`selectors[${i}].path`, path] as const)];
}

/** The entries as rows of the tables. kustomize's common labels reach no kind but its own. */
export function rowsOfKinds(kinds: readonly UserKind[]): UserRows {
  return {
    workloads: kinds.flatMap(({ selectors: _, podTemplate, form, runsToCompletion, ...entry }): WorkloadKind[] => {
      if (podTemplate === undefined) return [];
      const own = entry.selector === undefined ? {} : { form: form ?? ('LabelSelector' as const) };
      return [
        {
          ...entry,
          ...own,
          podTemplate,
          unreachedByCommonLabels: true,
          ...(entry.selector !== undefined && { immutable: 'selector' as const }),
          ...(runsToCompletion && { runsToCompletion }),
        },
      ];
    }),
    selectors: kinds.flatMap(({ group, kind, selectors = [] }) =>
      selectors.map((field): SelectorField => ({ group, kind, ...field })),
    ),
  };
}
