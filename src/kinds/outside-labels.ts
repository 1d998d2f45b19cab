import type { FieldSpec } from './walk';

/**
 * Labels that are written on what a package or a kustomization holds, when it is applied: as common labels, or on the metadata of every
 * object alone.
 */
export interface OutsideLabels {
  readonly group: string;
  readonly kind: string;
  /** Each map here that says labels. */
  readonly at: FieldSpec;
  /** Where the labels stand in it. */
  readonly labels: FieldSpec;
  /** Only where this field of it matches. */
  readonly only?: { readonly field: string; readonly is: RegExp };
  readonly reach: 'commonLabels' | 'metadata';
  /** Where this field of it is true, they reach metadata alone. */
  readonly metadataIf?: string;
  /** Of what: all in the directory of its own file, or in the one that this field of it names. */
  readonly over: 'package' | { readonly path: FieldSpec };
  /** Who writes them, as words for a message. */
  readonly by: string;
}

const argo = { group: 'argoproj.io', kind: 'Application', over: { path: 'path' }, by: 'Argo CD' } as const;
const ofKustomize = {
  ...argo,
  labels: 'kustomize/commonLabels',
  reach: 'commonLabels',
  metadataIf: 'kustomize/labelWithoutSelector',
} as const;

/**
 * Sources: kpt function catalog, set-labels v0.2 (its field specs are those of kustomize's commonLabels); Argo CD v3.0 user guide,
 * "Kustomize" (`commonLabels`, `labelWithoutSelector`); Flux Kustomization API v1 (`spec.commonMetadata`).
 */
export const outsideLabels: readonly OutsideLabels[] = [
  {
    group: 'kpt.dev',
    kind: 'Kptfile',
    at: 'pipeline/mutators[]',
    labels: 'configMap',
    only: { field: 'image', is: /(?:^|\/)set-labels(?:[:@]|$)/ },
    reach: 'commonLabels',
    over: 'package',
    by: 'kpt',
  },
  { ...ofKustomize, at: 'spec/source' },
  { ...ofKustomize, at: 'spec/sources[]' },
  {
    group: 'kustomize.toolkit.fluxcd.io',
    kind: 'Kustomization',
    at: 'spec',
    labels: 'commonMetadata/labels',
    reach: 'metadata',
    over: { path: 'path' },
    by: 'Flux',
  },
];

/** The label by which Argo CD tells what belongs to an Application, where it does not do so by annotation. */
export const trackingLabel = 'app.kubernetes.io/instance';
