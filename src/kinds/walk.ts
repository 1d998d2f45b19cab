/**
 * A path into a kind, as in kustomize's fieldspecs: `spec/ingress[]/from[]/podSelector`; `[]` walks a list, `*` the values of a
 * map. The empty FieldSpec is the object itself.
 */
export type FieldSpec = string;

/** A value that a FieldSpec leads to, with its place and the map that holds it. */
export interface WalkedField {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly parent: Readonly<Record<string, unknown>>;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The map keys of a FieldSpec without lists: `spec/template` is `['spec', 'template']`. */
export function keysOf(field: FieldSpec): string[] {
  return field === '' ? [] : field.split('/');
}

/** Every value of `root` that `field` leads to. A missing or misshapen step ends that branch. */
export function walk(root: unknown, field: FieldSpec): WalkedField[] {
  if (!isMap(root)) return [];
  let found: WalkedField[] = [{ path: [], value: root, parent: root }];
  for (const step of keysOf(field)) {
    const key = step.replace(/\[\]$/, '');
    found = found.flatMap(({ path, value }) => {
      if (step === '*') return values(path, value);
      if (!isMap(value) || !Object.hasOwn(value, key)) return [];
      const next: WalkedField = { path: [...path, key], value: value[key], parent: value };
      return step.endsWith('[]') ? elements(next) : [next];
    });
  }
  return found;
}

/**
 * Where `field` stands in the very list elements and map values through which `place` came along the FieldSpec `of`: beside a template
 * `spec/groups[]/template` at `spec.groups[1].template` the field `spec/groups[]/replicas` is `spec.groups[1].replicas`.
 */
export function alongside(field: FieldSpec, of: FieldSpec, place: WalkedField['path']): WalkedField['path'] {
  const steps = keysOf(of);
  const start = (i: number) => steps.slice(0, i).reduce((at, step) => at + (step.endsWith('[]') ? 2 : 1), 0);
  const chosen = steps.flatMap((step, i) =>
    step.endsWith('[]')
      ? place.slice(start(i) + 1, start(i) + 2)
      : step === '*'
        ? place.slice(start(i), start(i) + 1)
        : [],
  );
  return keysOf(field).flatMap(step => {
    if (step === '*') return chosen.splice(0, 1);
    return step.endsWith('[]') ? [step.slice(0, -2), ...chosen.splice(0, 1)] : [step];
  });
}

function elements({ path, value, parent }: WalkedField): WalkedField[] {
  return Array.isArray(value) ? value.map((element, i) => ({ path: [...path, i], value: element, parent })) : [];
}

function values(path: WalkedField['path'], value: unknown): WalkedField[] {
  if (!isMap(value)) return [];
  return Object.keys(value).map(key => ({ path: [...path, key], value: value[key], parent: value }));
}
