import { asMap } from '../data/values';
import type { FieldSpec } from '../kinds';
import type { Resource } from './resource';

/** What an object outside the tables looks like: paths at which pod templates and selectors over pods seem to stand. */
export interface KindShape {
  readonly podTemplates: readonly FieldSpec[];
  readonly selectors: readonly FieldSpec[];
}

const selectorKeys = new Set(['selector', 'podSelector', 'endpointSelector', 'workloadSelector']);

/** What only quotes another object's spec, or is over volumes. */
const closed = new Set([
  'volumeClaimTemplates',
  'volumeClaimTemplate',
  'storage',
  'manifest',
  'raw',
  'openAPIV3Schema',
]);

const deepest = 9;

/** What the object's `spec` looks like; undefined where it looks like neither. */
export function shapeOf({ value }: Pick<Resource, 'value'>): KindShape | undefined {
  const podTemplates = new Set<FieldSpec>();
  const selectors = new Set<FieldSpec>();
  const look = (at: unknown, path: FieldSpec, depth: number): void => {
    if (depth > deepest) return;
    if (Array.isArray(at)) {
      for (const element of at) look(element, `${path}[]`, depth + 1);
      return;
    }
    const map = asMap(at);
    if (!map) return;
    if (Array.isArray(asMap(map.spec)?.containers) && path !== '') {
      podTemplates.add(path);
      return;
    }
    for (const [key, child] of Object.entries(map)) {
      const next = `${path}/${key}`.replace(/^\//, '');
      if (selectorKeys.has(key) && asMap(asMap(child)?.matchLabels)) selectors.add(next);
      else if (!closed.has(key) && /^[A-Za-z]\w*$/.test(key)) look(child, next, depth + 1);
    }
  };
  look(value.spec, 'spec', 0);
  if (podTemplates.size === 0 && selectors.size === 0) return undefined;
  return { podTemplates: [...podTemplates], selectors: [...selectors] };
}

/** False where the text of an object shows that it has no such shape: then it need not be parsed. */
export function mayHaveShape(text: string): boolean {
  return /\b(?:containers|matchLabels)["']?[ \t]*:/.test(text);
}
