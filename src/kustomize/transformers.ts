import { asList, asMap, asString, type Data, textOf, textsOf } from '../data/values';
import { decode } from './decode';
import { fieldsOf } from './fields';
import { transformerShape } from './file-shapes';
import { idOf } from './instance';
import { type AnyStep, replacementSteps } from './kustomization';
import { inlineOrFile, patchOf } from './patch-entries';
import { differing, type NoteGap, type Step } from './steps';

type Read = (config: Data, gap: NoteGap) => readonly AnyStep[];

const nothing: Read = () => [];

/**
 * Built-in transformers as `transformers:` lists them. Those that change neither labels nor names need no steps.
 * Source: kustomize v5.8, api/internal/plugins/builtinhelpers.
 */
const builtin: Readonly<Record<string, Read>> = {
  LabelTransformer: config => [
    {
      kind: 'labels',
      labels: textsOf(config.labels),
      fields: fieldsOf(config.fieldSpecs),
      sections: [],
    },
  ],
  NamespaceTransformer: config => {
    const namespace = asString(asMap(config.metadata)?.namespace);
    return namespace ? [{ kind: 'namespace', namespace, unsetOnly: config.unsetOnly === true }] : [];
  },
  PrefixTransformer: (config, gap) => renaming(config, gap, textOf(config.prefix ?? ''), ''),
  SuffixTransformer: (config, gap) => renaming(config, gap, '', textOf(config.suffix ?? '')),
  PrefixSuffixTransformer: (config, gap) =>
    renaming(config, gap, textOf(config.prefix ?? ''), textOf(config.suffix ?? '')),
  PatchTransformer: (config, gap) => patchOf(config, config.patch, 'PatchTransformer', gap, differing(gap)),
  PatchJson6902Transformer: (config, gap) =>
    patchOf(config, config.jsonOp, 'PatchJson6902Transformer', gap, differing(gap)),
  PatchStrategicMergeTransformer: config => [
    ...asList(config.paths).flatMap(path => inlineOrFile(textOf(path))),
    ...(typeof config.patches === 'string' ? inlineOrFile(config.patches) : []),
  ],
  AnnotationsTransformer: nothing,
  HashTransformer: nothing,
  ImageTagTransformer: nothing,
  ReplacementTransformer: (config, gap) =>
    asList(config.replacements).flatMap(entry => replacementSteps(asMap(entry) ?? {}, 'a ReplacementTransformer', gap)),
  ReplicaCountTransformer: config => {
    const { name, count } = asMap(config.replica) ?? {};
    return typeof name === 'string' && typeof count === 'number' ? [{ kind: 'replicas', name, count }] : [];
  },
};

/** The prefix or suffix, for the fields that the configuration names. */
function renaming(config: Data, gap: NoteGap, prefix: string, suffix: string): readonly Step[] {
  if (config.fieldSpecs === undefined) gap(`a ${config.kind}`, 'has no `fieldSpecs`', 'breaks');
  const fields = fieldsOf(config.fieldSpecs);
  return [{ kind: 'name', prefix, suffix, fields }];
}

/** What a listed transformer does; `undefined` where that can't be known. This function itself only adds what the sources get. */
export function transformerSteps(config: Data, gap: NoteGap): readonly AnyStep[] | undefined {
  if (config.kind === 'ComponentLabels') return [];
  const isBuiltin = config.apiVersion === 'builtin' && Object.hasOwn(builtin, textOf(config.kind));
  if (!isBuiltin) return undefined;
  if (idOf(config).name === '') gap(`a ${textOf(config.kind)}`, 'has no `metadata.name`', 'breaks');
  const { value, misfits } = decode(config, transformerShape, { unknown: 'ignored', texts: 'scalars' });
  for (const { subject, problem } of misfits) gap(subject, problem, 'breaks');
  return builtin[textOf(config.kind)]?.(value, gap);
}
