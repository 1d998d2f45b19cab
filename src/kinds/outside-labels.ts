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
  /** Not where one of these fields of it stands: then they are written on some objects only. */
  readonly unless?: readonly string[];
  readonly reach: 'commonLabels' | 'metadata';
  /** Where this field of it is true, they reach metadata alone. */
  readonly metadataIf?: string;
  /** Of what: all in the directory of its own file, or in the one that this field of it names. */
  readonly over: 'package' | { readonly path: FieldSpec };
  /** Who writes them, as words for a message. */
  readonly writer: string;
}

const argo = { group: 'argoproj.io', kind: 'Application', over: { path: 'path' }, writer: 'Argo CD' } as const;
const ofKustomize = {
  ...argo,
  labels: 'kustomize/commonLabels',
  reach: 'commonLabels',
  metadataIf: 'kustomize/labelWithoutSelector',
} as const;

const setLabels = {
  group: 'kpt.dev',
  kind: 'Kptfile',
  at: 'pipeline/mutators[]',
  labels: 'configMap',
  unless: ['selectors', 'exclude'],
  reach: 'commonLabels',
  over: 'package',
  writer: 'kpt',
} as const;

/**
 * Sources: kpt function catalog, set-labels v0.2 (its field specs are those of kustomize's commonLabels; functionConfig `SetLabels`); kpt v1
 * Kptfile schema (`selectors`, `exclude`); Argo CD v3.0 user guide, "Kustomize" (`commonLabels`, `labelWithoutSelector`) and "ApplicationSet"; Flux Kustomization API v1 (`spec.commonMetadata`).
 */
export const outsideLabels: readonly OutsideLabels[] = [
  { ...setLabels, only: { field: 'image', is: /(?:^|\/)set-labels?(?:[:@]|$)/ } },
  { ...setLabels, only: { field: 'exec', is: /(?:^|\/)set-labels?(?:\s|$)/ } },
  { ...setLabels, group: 'fn.kpt.dev', kind: 'SetLabels', at: '', labels: 'labels' },
  { ...ofKustomize, at: 'spec/source' },
  { ...ofKustomize, at: 'spec/sources[]' },
  { ...ofKustomize, kind: 'ApplicationSet', at: 'spec/template/spec/source' },
  { ...ofKustomize, kind: 'ApplicationSet', at: 'spec/template/spec/sources[]' },
  {
    group: 'kustomize.toolkit.fluxcd.io',
    kind: 'Kustomization',
    at: 'spec',
    labels: 'commonMetadata/labels',
    reach: 'metadata',
    over: { path: 'path' },
    writer: 'Flux',
  },
];

/** The label by which Argo CD tells what belongs to an Application, where it does not do so by annotation. */
export const trackingLabel = 'app.kubernetes.io/instance';
