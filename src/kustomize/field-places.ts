import type { Path } from '../data/path';
import { asMap, type Data } from '../data/values';
import type { LabelField } from './label-fields';
import { PatchError } from './patch-error';

type Leaf = 'a map' | 'a scalar';

/**
 * The places to which a FieldSpec leads, through lists as well; with `create` also those that are missing, but for a list. What is null on
 * the way ends it. Source: kustomize v5.8, api/filters/fieldspec/fieldspec.go.
 * @param leaf what must stand there
 * @throws PatchError where something else stands on the way or there
 */
export function placesOf(object: Data, { path, create = false }: LabelField, leaf: Leaf): readonly Path[] {
  const steps = stepsOf(path);
  if (steps.includes('')) throw new PatchError(`field path '${path}' has an empty step`);
  return follow(object, steps);

  function follow(value: unknown, [step, ...rest]: readonly string[]): Path[] {
    if (step === undefined) {
      if (value === null && leaf === 'a map') return [];
      if (sortOf(value) !== leaf) throw new PatchError(`field '${path}' leads to ${sortOf(value)} in place of ${leaf}`);
      return [[]];
    }
    if (value === null) return [];
    if (Array.isArray(value))
      return value.flatMap((element, i) => follow(element, [step, ...rest]).map(at => [i, ...at]));
    const map = asMap(value);
    if (!map) throw new PatchError(`field '${path}' leads into a scalar`);
    const key = step.replace(/\[\]$/, '');
    const made = create && key === step ? (rest.length > 0 || leaf === 'a map' ? {} : '') : undefined;
    const child = Object.hasOwn(map, key) ? map[key] : undefined;
    const next = child ?? made ?? child;
    return next === undefined ? [] : follow(next, rest).map(at => [key, ...at]);
  }
}

/** `a/b\\/c` is `a`, then `b/c`. */
const stepsOf = (path: string): string[] => path.split(/(?<!\\)\//).map(step => step.replaceAll('\\/', '/'));

const sortOf = (value: unknown): string => (Array.isArray(value) ? 'a list' : asMap(value) ? 'a map' : 'a scalar');
