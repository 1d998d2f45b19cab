import { annotations, type Config } from '../config';
import { InputError } from '../input-error';
import { type Model, scopeOf, type Selector, type Workload } from '../model';
import { refOf, type Resource } from '../resource';

/** What the user said of selectors: by functionConfig, or by annotation on the resource. */
export type Said = (selector: Selector) => readonly Workload[] | undefined;

/**
 * Resources that a reference names: `Deployment/web` or `namespace/Deployment/web`, by current or authored name.
 * @throws InputError naming `where` if there is none, or if the namespace must be said
 */
export function findReferences<T extends { readonly resource: Resource }>(
  reference: string,
  among: readonly T[],
  where: string,
  home?: Resource,
): readonly T[] {
  const parts = reference.split('/').map(part => part.trim());
  const [name, kind, namespace] = parts.reverse();
  if (parts.length < 2 || parts.length > 3 || !name || !kind) {
    throw new InputError([`${where} is '${reference}'; it must be 'Kind/name' or 'namespace/Kind/name'`]);
  }
  const found = among.filter(
    ({ resource }) =>
      resource.kind === kind &&
      (resource.name === name || resource.authoredName === name) &&
      (namespace === undefined || resource.namespace === namespace) &&
      (home === undefined || namespace !== undefined || scopeOf(resource) === scopeOf(home)),
  );
  const exact = found.filter(({ resource }) => resource.name === name);
  const chosen = exact.length > 0 ? exact : found;
  const namespaces = [...new Set(chosen.map(({ resource }) => resource.namespace))];
  if (chosen.length === 0) {
    const known = [...new Set(among.map(({ resource }) => refOf(resource)))].slice(0, 10).join("', '");
    throw new InputError([`${where} names '${reference}', which is not in the input; it must be one of '${known}'`]);
  }
  if (namespaces.length > 1) {
    const spelled = namespaces.map(ns => `'${ns}/${kind}/${name}'`).join(' or ');
    throw new InputError([`${where} names '${reference}', which is in several namespaces; it must be ${spelled}`]);
  }
  return chosen;
}

/**
 * Reads everything that was said of selectors.
 * @throws InputError where a reference leads nowhere
 */
export function said(model: Model, config: Config): Said {
  const meanings = new Map<Selector, readonly Workload[]>();
  const problems: string[] = [];
  const attempt = (act: () => void) => {
    try {
      act();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  };
  const selectable = model.selectors.filter(({ role }) => role !== 'own');
  for (const selector of selectable) {
    const text = selector.resource.annotations[annotations.selects];
    if (text === undefined || !isPrimary(selector)) continue;
    const where = `annotation \`${annotations.selects}\` of ${refOf(selector.resource)}`;
    attempt(() => {
      const workloads = text.split(',').flatMap(ref => findReferences(ref, model.workloads, where, selector.resource));
      meanings.set(selector, workloads);
    });
  }
  config.selectors.forEach(({ selector: reference, field, selects }, i) => {
    const where = `functionConfig \`spec.selectors[${i}]`;
    attempt(() => {
      const named = findReferences(reference, selectable, `${where}.selector\``);
      const chosen = named.filter(s => (field === undefined ? isPrimary(s) : fieldOf(s) === field));
      if (chosen.length === 0) {
        const fields = [...new Set(named.map(fieldOf))].join("', '");
        throw new InputError([`${where}.field\` is '${field ?? ''}'; it must be one of '${fields}'`]);
      }
      for (const selector of chosen) {
        const workloads = selects.flatMap(ref => findReferences(ref, model.workloads, `${where}.selects\``, selector.resource));
        meanings.set(selector, workloads);
      }
    });
  });
  if (problems.length > 0) throw new InputError(problems);
  return selector => meanings.get(selector);
}

/** The one selector that a resource is known for: a policy's own, not its peers'; never one inside a PodSpec. */
function isPrimary(selector: Selector): boolean {
  return selector.owner === undefined && selector.path.every(key => typeof key === 'string');
}

/** The field of a selector as `spec.selectors[].field` names it. */
export function fieldOf(selector: Selector): string {
  return selector.path.map(key => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('').slice(1);
}
