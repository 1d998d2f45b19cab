import { formatPath, type Path } from '../data/path';
import { asList, asMap, asString, type Data, textOf, valueAt } from '../data/values';
import { decode } from './decode';
import type { Directories } from './directories';
import { placesOf } from './field-places';
import { fieldsOf } from './fields';
import { configurationShape } from './file-shapes';
import { type Instance, idOf, refTo } from './instance';
import type { Kustomization } from './kustomization';
import type { LabelField } from './label-fields';
import { mayMatter } from './may-matter';
import { PatchError } from './patch-error';
import { pathFrom } from './paths';
import { appliesTo } from './write-labels';

/** A field that holds the name of an object of a kind. */
interface NameReference {
  readonly kind: string;
  readonly field: LabelField;
}

/**
 * What a kustomization has kustomize write when all layers are built, to labels, selectors, names or ports: values of `vars`, and names
 * that objects have got meanwhile. It is not computed. Source: kustomize v5.8, api/internal/target/kusttarget.go (`makeCustomizedResMap`).
 */
export function lateWrites(
  { vars, configurations }: Kustomization,
  directory: string,
  { files }: Pick<Directories, 'files'>,
  instances: readonly Instance[],
): readonly string[] {
  const configured = configurations
    .flatMap(entry => files.get(pathFrom(directory, entry)) ?? [])
    .flatMap(({ value }) =>
      asList(decode(value, configurationShape, { unknown: 'ignored', texts: 'strings' }).value.nameReference),
    );
  const references = configured.flatMap((reference): NameReference[] => {
    const { kind, fieldSpecs } = asMap(reference) ?? {};
    return fieldsOf(fieldSpecs).map(field => ({ kind: textOf(kind ?? ''), field }));
  });
  if (vars.length === 0 && references.length === 0) return [];
  const former = new Set(
    instances.flatMap(({ formerly, value }) =>
      formerly.flatMap(({ name }) => (name === idOf(value).name ? [] : `${textOf(value.kind)}/${name}`)),
    ),
  );
  return instances.flatMap(instance => [
    ...textsIn(instance.value)
      .filter(({ path, text }) => vars.some(name => text.includes(`$(${name})`)) && mayMatter(instance, dotted(path)))
      .map(({ path }) => `\`${formatPath(path)}\` of ${refTo(instance.value)} from \`vars\``),
    ...references
      .filter(({ field }) => appliesTo(field, instance.value) && mayMatter(instance, field.path.replaceAll('/', '.')))
      .flatMap(({ kind, field }) =>
        scalarsAt(instance.value, field).filter(path => former.has(`${kind}/${textOf(valueAt(instance.value, path))}`)),
      )
      .map(path => `\`${formatPath(path)}\` of ${refTo(instance.value)} from \`nameReference\``),
  ]);
}

const dotted = (path: Path): string => path.join('.');

/** The scalars to which a field leads; none where it leads to something else. */
function scalarsAt(value: Data, field: LabelField): readonly Path[] {
  try {
    return placesOf(value, { ...field, create: false }, 'a scalar');
  } catch (error) {
    if (error instanceof PatchError) return [];
    throw error;
  }
}

function textsIn(value: unknown, path: Path = []): { readonly path: Path; readonly text: string }[] {
  const text = asString(value);
  if (text !== undefined) return [{ path, text }];
  if (typeof value !== 'object' || value === null) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, [...path, isList ? Number(key) : key]));
}
