import { asMap } from '../data/values';
import type { Labels } from '../labels/label-selector';
import type { Resource } from './resource';

/** Deep enough for every pod template inside an operator's object. */
const deepest = 10;

/**
 * Label maps anywhere in the spec of an object that is no workload of the tables: an operator may put them on pods, a mesh on virtual
 * machines (Istio WorkloadEntry `spec.labels`). Whoever selects by them may mean those.
 */
export function labelMapsOf({ value }: Pick<Resource, 'value'>): readonly Labels[] {
  const found: Labels[] = [];
  const look = (at: unknown, key: string, depth: number): void => {
    if (depth > deepest) return;
    if (Array.isArray(at)) {
      for (const element of at) look(element, '', depth + 1);
      return;
    }
    const map = asMap(at);
    if (!map || /selector$/i.test(key)) return;
    if (/labels$/i.test(key) && Object.values(map).every(label => typeof label === 'string')) {
      found.push(map as Labels);
      return;
    }
    for (const [next, child] of Object.entries(map)) look(child, next, depth + 1);
  };
  look(value.spec, 'spec', 0);
  return found;
}

/** False where the text of an object shows that it holds no such map: then it need not be parsed. */
export function mayCarryLabels(text: string): boolean {
  const all = text.match(/\b\w*[Ll]abels["']?[ \t]*:/g) ?? [];
  return all.length > 1 || (all.length === 1 && /\n[ -]{4,}\w*[Ll]abels["']?[ \t]*:/.test(text));
}
