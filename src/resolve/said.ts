import { annotations, type Config } from '../config';
import { InputError } from '../input-error';
import type { Model, Selector, Workload } from '../model';
import { findReferences } from '../references';
import { formatPath, refOf } from '../resource';

/** What the user said of selectors: by functionConfig, or by annotation on the resource. */
export type Said = (selector: Selector) => readonly Workload[] | undefined;

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
      const chosen = named.filter(s => (field === undefined ? isPrimary(s) : formatPath(s.path) === field));
      if (chosen.length === 0) {
        const fields = [...new Set(named.map(s => formatPath(s.path)))].join("', '");
        throw new InputError([`${where}.field\` is '${field ?? ''}'; it must be one of '${fields}'`]);
      }
      for (const selector of chosen) {
        const workloads = selects.flatMap(ref =>
          findReferences(ref, model.workloads, `${where}.selects\``, selector.resource),
        );
        meanings.set(selector, workloads);
      }
    });
  });
  if (problems.length > 0) throw new InputError(problems);
  return selector => meanings.get(selector);
}

/** The one selector that a resource is known for: a policy's own, not its peers'; never one inside a PodSpec. */
export function isPrimary(selector: Selector): boolean {
  return selector.owner === undefined && selector.path.every(key => typeof key === 'string');
}
