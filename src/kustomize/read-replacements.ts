import { asList, asMap, asString, type Data } from '../data/values';
import { decode, type Misfit } from './decode';
import { replacementShape } from './file-shapes';
import { targetOf } from './patch-entries';
import type { FieldOptions, PatchTarget, Replacement, ReplacementTarget } from './steps';

/** A file of replacements that is not among the items yet. */
export interface ReplacementFile {
  readonly kind: 'replacement-file';
  readonly subject: string;
  readonly path: string;
}

/** One entry of `replacements`, its keys in kustomize's own spelling. */
export function replacementOf(entry: Data): Replacement {
  const source = asMap(entry.source);
  const sourceValue = asString(entry.sourceValue);
  return {
    ...(source && {
      source: {
        select: targetOf(source),
        fieldPath: asString(source.fieldPath) || 'metadata.name',
        options: optionsOf(source.options),
      },
    }),
    ...(sourceValue !== undefined && { sourceValue }),
    targets: asList(entry.targets).map(target => replacementTarget(asMap(target) ?? {})),
  };
}

function replacementTarget({ select, reject, fieldPaths, options }: Data): ReplacementTarget {
  const target = (value: unknown): PatchTarget => targetOf(asMap(value) ?? {});
  const paths = asList(fieldPaths).flatMap(path => asString(path) ?? []);
  return {
    ...(asMap(select) && { select: target(select) }),
    reject: asList(reject).map(target),
    fieldPaths: paths.length > 0 ? paths : ['metadata.name'],
    options: optionsOf(options),
  };
}

function optionsOf(value: unknown): FieldOptions {
  const { delimiter, index, create } = asMap(value) ?? {};
  return {
    delimiter: asString(delimiter) ?? '',
    index: typeof index === 'number' ? index : 0,
    create: create === true,
  };
}

/** What a file of replacements holds: one of them, or a list. Unknown keys are ignored there. */
export function replacementsIn(values: readonly unknown[]): {
  readonly replacements: readonly Replacement[];
  readonly misfits: readonly Misfit[];
} {
  const [value] = values;
  const list = asMap(value)?.bareSeqNodeWrappingKey ?? value;
  const decoded = (Array.isArray(list) ? list : [list]).map(entry =>
    decode(asMap(entry) ?? {}, replacementShape, { unknown: 'ignored', texts: 'strings' }),
  );
  return {
    replacements: decoded.map(entry => replacementOf(entry.value)),
    misfits: decoded.flatMap(({ misfits }) => misfits),
  };
}
