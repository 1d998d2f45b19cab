import { type RuntimeLabel, runtimeLabels } from '../kinds';
import type { LabelSelector, Labels } from '../labels/label-selector';
import type { Resource } from './resource';

/** What the tables say of a label that controllers write on pods; undefined for one that only manifests hold. */
export function runtimeLabel(key: string): RuntimeLabel | undefined {
  return runtimeLabels.find(label => (label.key.endsWith('/') ? key.startsWith(label.key) : key === label.key));
}

/**
 * What a selector asks for of labels that only controllers write on pods, and the selector without it.
 * @param hasKind whether a workload of a kind is where the selector looks
 */
export function splitRuntime(
  { matchLabels, matchExpressions }: LabelSelector,
  hasKind: (kind: string) => boolean,
): [Labels, LabelSelector] {
  const isRuntime = (key: string): boolean => {
    const label = runtimeLabel(key);
    return label !== undefined && (!label.isPlain || label.on.some(hasKind));
  };
  const pick = (runtime: boolean): Labels =>
    Object.freeze(
      Object.assign(
        Object.create(null),
        Object.fromEntries(Object.entries(matchLabels).filter(([key]) => isRuntime(key) === runtime)),
      ),
    );
  const expressions = matchExpressions.filter(({ key }) => {
    const label = runtimeLabel(key);
    return !isRuntime(key) || label?.by !== undefined;
  });
  return [pick(true), { matchLabels: pick(false), matchExpressions: expressions }];
}

/** A label that an operator writes on the pods that it makes of an object. */
export interface OperatorLabel {
  readonly key: string;
  readonly value: string;
  readonly fits: (asked: string) => boolean;
}

type Named = Pick<Resource, 'rows' | 'kind' | 'name' | 'namespace'>;

/** What operators write on the pods of an object: the labels of each of the sets of pods that they make. What nobody knows is left out. */
export function operatorLabels({ rows, name, namespace }: Named): readonly (readonly OperatorLabel[])[] {
  return rows.operators.map(({ labels }) =>
    Object.entries(labels)
      .filter(([, value]) => namespace !== '' || !value.includes('{namespace}'))
      .map(([key, template]) => {
        const value = template.replace('{name}', name).replace('{namespace}', namespace);
        const start = value.endsWith('*') ? value.slice(0, -1) : undefined;
        return { key, value, fits: asked => (start === undefined ? asked === value : asked.startsWith(start)) };
      }),
  );
}

/** The labels of the first set of pods that operators make of an object, as far as they are known to the letter. */
export const knownLabels = (resource: Named): Labels =>
  Object.fromEntries(
    (operatorLabels(resource)[0] ?? []).flatMap(({ key, value }) => (value.endsWith('*') ? [] : [[key, value]])),
  );

/** True where the pods of a workload bear such labels, as its template says, or else may: its controller writes them. */
export function mayBear(resource: Named, podLabels: Labels, runtime: Labels): boolean {
  const known = operatorLabels(resource).flat();
  return Object.entries(runtime).every(([key, value]) => {
    if (Object.hasOwn(podLabels, key)) return podLabels[key] === value;
    const written = known.filter(label => label.key === key);
    if (written.length > 0) return written.some(({ fits }) => fits(value));
    if (runtimeLabel(key)?.on.includes(resource.kind) !== true) return false;
    return key !== 'statefulset.kubernetes.io/pod-name' || value.replace(/-\d+$/, '') === resource.name;
  });
}

/** The operator that makes pods with labels that the selector asks for: they are there without a manifest of a workload. */
export function operatorOf(
  runtime: Labels,
  { matchExpressions }: Pick<LabelSelector, 'matchExpressions'>,
): string | undefined {
  const asked = matchExpressions.filter(({ operator }) => operator === 'In' || operator === 'Exists');
  const keys = [...Object.keys(runtime), ...asked.map(({ key }) => key)];
  return keys.map(key => runtimeLabel(key)?.by).find(by => by !== undefined);
}
