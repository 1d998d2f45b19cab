import { stages } from '../labels/stage';
import { severities } from '../model/finding';
import { defaultConfig } from '.';
import { kindsSchema } from './user-kinds';

/** The part of JSON Schema (2020-12) in which the functionConfig is defined. */
export interface Schema {
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'boolean';
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly examples?: readonly unknown[];
}

const references: Schema = {
  type: 'array',
  minItems: 1,
  items: { type: 'string', examples: ['Deployment/web', 'shop/Deployment/web'] },
};

/**
 * Every option under `spec`: the one definition from which the reader, the JSON Schema and the README's table are made.
 * @param checks the ids of all checks
 */
export function optionsSchema(checks: readonly string[]): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      mode: {
        enum: ['Fix', 'Validate'],
        default: defaultConfig.mode,
        description: '`Fix` repairs and reports; `Validate` changes nothing and reports what is broken as errors.',
      },
      label: {
        type: 'string',
        default: defaultConfig.label,
        description: 'The label key, for instance `component` or `app.kubernetes.io/component`.',
      },
      scope: {
        enum: ['All', 'Colliding'],
        default: defaultConfig.scope,
        description: '`All`: every workload gets its label. `Colliding`: only those whose pods no label tells apart.',
      },
      stage: {
        enum: stages,
        default: defaultConfig.stage,
        description:
          '`Labels`: metadata and pod templates only. `Routing`: and Services, budgets, affinity. `Complete`: and the immutable selectors of the workloads.',
      },
      components: {
        type: 'array',
        default: [],
        description: "Says a workload's component, or gives several workloads one.",
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['component', 'workloads'],
          properties: { component: { type: 'string' }, workloads: references },
        },
      },
      selectors: {
        type: 'array',
        default: [],
        description: 'Says what a selector means; `field` where the resource has several.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['selector', 'selects'],
          properties: {
            selector: { type: 'string', examples: ['Service/web'] },
            field: { type: 'string' },
            selects: references,
          },
        },
      },
      evidence: {
        enum: ['Certain', 'Plausible'],
        default: defaultConfig.evidence,
        description:
          'Which rules of evidence (docs/reference/evidence.md) may bind a Service: only certain ones, or plausible ones too. Policies are never bound by plausible ones.',
      },
      kinds: kindsSchema,
      checks: {
        type: 'object',
        default: {},
        description: 'The severity of a check, or `off`.',
        additionalProperties: false,
        properties: Object.fromEntries(checks.map(id => [id, { enum: [...severities, 'off'] }])),
      },
      onRefusal: {
        enum: ['Fail', 'Warn'],
        default: defaultConfig.onRefusal,
        description:
          'What mode `Fix` makes of what it must refuse (`label-refused`, `selector-unresolved`): `Fail`: an error, and hosts take nothing. `Warn`: a warning, and hosts take what was repaired; then a validator must stand behind it.',
      },
      items: {
        enum: ['Emit', 'Omit'],
        default: defaultConfig.items,
        description:
          '`Omit` answers with `items: []`: only for a lone function under kustomize `validators:`, with `mode: Validate`.',
      },
    },
  };
}

/** The options that a v1 ConfigMap can hold: the plain strings. */
export const configMapOptions = ['mode', 'label', 'scope', 'stage', 'evidence', 'onRefusal', 'items'] as const;

/** The whole functionConfig, for editors. */
export function configSchema(checks: readonly string[]): Schema & Readonly<Record<string, unknown>> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'ComponentLabels',
    description: 'functionConfig of the KRM function component-labels',
    type: 'object',
    required: ['apiVersion', 'kind'],
    properties: {
      apiVersion: { const: 'fn.kpt.dev/v1alpha1' },
      kind: { const: 'ComponentLabels' },
      metadata: { type: 'object' },
      spec: optionsSchema(checks),
    },
    additionalProperties: false,
  };
}
