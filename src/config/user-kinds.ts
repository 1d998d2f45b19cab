import { type FieldSpec, type SelectorField, selectorRoles, type UserRows, type WorkloadKind } from '../kinds';
import type { Schema } from './schema';

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
      group: { type: 'string', description: 'The API group, without the version; empty for the core group.' },
      kind: { type: 'string', description: 'The kind, as in `kind:`.' },
      podTemplate: {
        ...path,
        description: 'The pod template, where the kind makes pods. `[]` walks a list, `*` a map.',
      },
      labels: { ...path, description: 'Where the labels stand in the pod template, if not at `metadata/labels`.' },
      podSpec: {
        ...path,
        description:
          'Where the PodSpec stands in the pod template, if not at `spec`; empty where it is the pod template itself.',
      },
      selector: { ...path, description: 'The selector by which the controller finds its own pods.' },
      form: {
        ...form,
        default: 'LabelSelector',
        description: 'How that selector is written: as a `map` of labels, or with `matchLabels`.',
      },
      replicas: { ...path, description: 'Where the number of pods stands.' },
      runsToCompletion: { type: 'boolean', description: 'The pods end, as those of a Job: no Service means them.' },
      selectors: {
        type: 'array',
        minItems: 1,
        description: 'Other selectors of the kind, over pods of its own namespace.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['path', 'form', 'role'],
          properties: {
            path: { ...path, description: 'Where the selector stands.' },
            form: { ...form, description: 'How it is written.' },
            role: {
              enum: selectorRoles.filter(role => role !== 'own'),
              description:
                'What it is for: `route` sends traffic, `budget` limits evictions, `policy` guards, `monitor` watches, `apart` keeps pods from one another, `together` brings them together.',
            },
          },
        },
      },
    },
  },
};

/** One entry of `kinds`, as the schema has it. */
export interface UserKind {
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
