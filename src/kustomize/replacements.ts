import { asMap, textOf } from '../data/values';
import { type Create, type Field, fieldsAt, lookUp } from './field-path';
import { asFarAsSeen, type Instance } from './instance';
import { thaw } from './json-patch';
import type { Layer } from './layer';
import { mayMatter } from './may-matter';
import { PatchError } from './patch-error';
import { identified, labelTest, sourced } from './selected';
import { afterMerge } from './shared-nodes';
import type { FieldOptions, Replacement, ReplacementStep, ReplacementTarget } from './steps';
import { inText, resolved } from './structured-text';

type Thawed = Record<string, unknown>;

/** A value that a replacement copies. `unseen`: it stands in what is not among the items, or can't be told from its text. */
type Value = { readonly value: unknown } | { readonly unseen: string };

/** What a replacement makes of the instances. */
interface Replaced {
  readonly instances: readonly Instance[];
  /** Fields that it writes with what is not known: `metadata.labels.app` of Service/web. */
  readonly unknown: readonly string[];
  readonly because?: string;
  /** A field within a text that it writes. */
  readonly inText?: string | undefined;
}

/** Carries out what can be, and reports what may write labels, selectors, names or ports and can't be known. */
export function replaced(
  instances: readonly Instance[],
  step: ReplacementStep,
  { gap, differs, isWhole }: Layer,
): readonly Instance[] {
  return step.replacements.reduce((known, replacement) => {
    const { instances: now, unknown, because, inText } = replace(known, replacement, isWhole());
    if (replacement.sourceValue !== undefined) differs('source-value', step.subject, 'has a `sourceValue`');
    const pattern = patternIn(replacement);
    if (pattern) differs('target-pattern', step.subject, `selects its targets by '${pattern}'`);
    if (inText) differs('field-in-text', step.subject, `writes \`${inText}\`, a part of a text`);
    const [first, ...more] = unknown;
    if (first) gap(step.subject, `writes ${first}${more.length > 0 ? ' and others' : ''}, and ${because}`);
    return now;
  }, instances);
}

/**
 * Copies one value to fields, as kustomize's `replacements` do: a scalar keeps its type; a new field gets the value's.
 * Source: kustomize v5.8.2, api/filters/replacement.
 * @throws PatchError where kustomize would refuse it
 */
function replace(instances: readonly Instance[], replacement: Replacement, isWhole: boolean): Replaced {
  const { targets } = replacement;
  const value = copied(instances, replacement, isWhole);
  const unknown: string[] = [];
  const texts: string[] = [];
  const now = targets.reduce((known, target) => {
    const isMeant = targetTest(target);
    return known.map(instance => {
      if (!isMeant(instance)) return instance;
      if (!('unseen' in value)) {
        const write = () => written(instance, value.value, target, path => texts.push(path));
        return asFarAsSeen(instance, write, unknown => unknown);
      }
      unknown.push(
        ...touched(instance, target).map(path => `\`${path}\` of ${textOf(instance.value.kind)}/${nameOf(instance)}`),
      );
      return instance;
    });
  }, instances);
  return { instances: now, unknown, inText: texts[0], ...('unseen' in value && { because: value.unseen }) };
}

/** What of a target's names is more than a name. */
function patternIn({ targets }: Replacement): string | undefined {
  const texts = targets.flatMap(({ select, reject }) =>
    [select ?? {}, ...reject].flatMap(({ labelSelector, annotationSelector, ...id }) => Object.values(id)),
  );
  return texts.find(text => /[^\w./-]/.test(text));
}

const nameOf = ({ value }: Instance): string => textOf(asMap(value.metadata)?.name);

function copied(
  instances: readonly Instance[],
  { source, sourceValue, targets }: Replacement,
  isWhole: boolean,
): Value {
  if (source && sourceValue !== undefined) throw new PatchError('it must have one of `source` and `sourceValue`');
  if (targets.length === 0) throw new PatchError('it must have `targets`');
  if (sourceValue !== undefined) return { value: resolved(sourceValue) };
  if (!source) throw new PatchError('a replacement must have a `source` and `targets`');
  const [found, another] = instances.filter(sourced(source.select));
  const name = [source.select.kind, source.select.name].filter(Boolean).join('/');
  if (another) throw new PatchError(`its source '${name}' names several resources`);
  if (!found && isWhole) throw new PatchError(`there is no '${name}', its source`);
  if (!found) return { unseen: `its source '${name}' is not seen` };
  const value = lookUp(found.value, source.fieldPath);
  if (value === undefined && found.isPartial)
    return { unseen: `\`${source.fieldPath}\` of its source '${name}' stands in a file that is not read` };
  if (value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0))
    throw new PatchError(`\`${source.fieldPath}\` of its source '${name}' is missing`);
  // What text such a number was written as is not known any more.
  if (typeof value === 'number' && !Number.isInteger(value)) return { unseen: `\`${source.fieldPath}\` is no text` };
  return { value: partOf(value, source.options) };
}

function partOf(value: unknown, { delimiter, index }: FieldOptions): unknown {
  if (!delimiter) return value;
  if (typeof value === 'object') throw new PatchError('only a scalar has a part');
  const part = String(value).split(delimiter)[index];
  if (part === undefined) throw new PatchError(`'${value}' has no part ${index}`);
  return typeof value === 'string' ? part : resolved(part);
}

function targetTest({ select, reject }: ReplacementTarget): (instance: Instance) => boolean {
  if (!select) throw new PatchError('a target must have a `select`');
  const [isMeant, hasLabels] = [identified(select), labelTest(select)];
  const rejects = reject.flatMap(target => {
    const { labelSelector, annotationSelector, ...id } = target;
    return [
      ...(labelSelector || annotationSelector ? [labelTest(target)] : []),
      ...(Object.keys(id).length > 0 ? [identified(id)] : []),
    ];
  });
  return instance => hasLabels(instance) && !rejects.some(test => test(instance)) && isMeant(instance);
}

function written(
  instance: Instance,
  value: unknown,
  { fieldPaths, options }: ReplacementTarget,
  text: (path: string) => void,
): Instance {
  const root = thaw(instance.value) as Thawed;
  const create: Create = !options.create ? 'nothing' : Array.isArray(value) ? 'list' : asMap(value) ? 'map' : 'scalar';
  for (const path of fieldPaths) {
    if (inText(root, path, create)) {
      text(path);
      continue;
    }
    const fields = fieldsAt(root, path, create);
    if (fields.length === 0) throw new PatchError(`there is no \`${path}\` in ${nameOf(instance)}`);
    for (const field of fields) setField(field, value, options);
  }
  return { ...instance, ...afterMerge(instance.value, root, instance.cells) };
}

function setField({ holder, key }: Field, value: unknown, { delimiter, index }: FieldOptions): void {
  const map = holder as Thawed;
  const before = map[key];
  const isScalar = typeof before !== 'object' || before === null;
  if (delimiter && !isScalar) throw new PatchError('only a scalar has parts');
  if (!isScalar) {
    map[key] = thaw(value);
    return;
  }
  const text = typeof value === 'object' ? '' : String(value);
  const parts = String(before ?? '').split(delimiter || '\0');
  if (delimiter && index < 0) parts.unshift(text);
  else if (delimiter && index >= parts.length) parts.push(text);
  else parts[delimiter ? index : 0] = text;
  const whole = parts.join(delimiter);
  map[key] = typeof before === 'string' ? whole : resolved(whole);
}

/** The fields of a target that may be a label, a selector, a name, a namespace or a port, or hold one. */
function touched(instance: Instance, { fieldPaths }: ReplacementTarget): readonly string[] {
  return fieldPaths.filter(path => mayMatter(instance, path));
}
