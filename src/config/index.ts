import { deepFreeze } from '../data/freeze';
import type { UserRows } from '../kinds';
import type { Stage } from '../labels/stage';
import type { Severity } from '../model/finding';

/** What the user asks for; `config/read.ts` reads it from a functionConfig. */
export interface Config {
  /** `Fix` edits; `Validate` changes nothing and reports what is broken as errors. */
  readonly mode: 'Fix' | 'Validate';
  /** The label key, such as `component` or `app.kubernetes.io/component`. */
  readonly label: string;
  /** `All`: every workload gets its label. `Colliding`: only those that others' labels can't tell apart. */
  readonly scope: 'All' | 'Colliding';
  readonly stage: Stage;
  readonly components: readonly { readonly component: string; readonly workloads: readonly string[] }[];
  readonly selectors: readonly {
    readonly selector: string;
    readonly field?: string;
    readonly selects: readonly string[];
  }[];
  /** Rows that the user adds to the tables of kinds. */
  readonly kinds: UserRows;
  readonly checks: Readonly<Record<string, Severity | 'off'>>;
  /** Which rules of evidence may bind a Service: only those that are certain, or plausible ones too. */
  readonly evidence: 'Certain' | 'Plausible';
  /** What mode Fix makes of what it must refuse: `Warn` lets hosts take the rest. */
  readonly onRefusal: 'Fail' | 'Warn';
  /** `Omit` answers with `items: []`, for a lone kustomize validator. */
  readonly items: 'Emit' | 'Omit';
}

/** What holds where the functionConfig is silent. */
export const defaultConfig: Config = deepFreeze({
  mode: 'Fix',
  label: 'component',
  scope: 'All',
  stage: 'Complete',
  components: [],
  selectors: [],
  kinds: {},
  checks: {},
  evidence: 'Certain',
  onRefusal: 'Fail',
  items: 'Emit',
});

/** What the keys of all our annotations begin with. */
export const annotationPrefix = 'component-labels.fn.kpt.dev/';

/** Keys of the annotations by which a resource speaks for itself. */
export const annotations = {
  component: 'component-labels.fn.kpt.dev/component',
  selects: 'component-labels.fn.kpt.dev/selects',
  ignore: 'component-labels.fn.kpt.dev/ignore',
} as const;

/** What each annotation is put on, and says, with an example of its value. */
export const annotationRows = [
  { key: annotations.component, example: 'web', on: 'a workload', says: 'its component' },
  {
    key: annotations.selects,
    example: '"Deployment/a,Deployment/b"',
    on: 'a Service, budget, policy or monitor',
    says: 'which workloads its selector means',
  },
  { key: annotations.ignore, example: '"check-id,check-id"', on: 'any resource', says: 'which checks leave it alone' },
] as const;
