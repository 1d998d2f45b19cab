import { InputError } from './input-error';
import { type FieldSpec, type UserRows, walk } from './kinds';
import { type Resource, refOf } from './resource';

/**
 * Demands that the user's rows fit the objects that are there: a path that leads nowhere in every object of its kind is misspelt.
 * @throws InputError naming the path and an object
 */
export function checkUserRows({ workloads = [], selectors = [] }: UserRows, resources: readonly Resource[]): void {
  const rows: readonly {
    readonly group: string;
    readonly kind: string;
    readonly path: FieldSpec;
    readonly what: string;
  }[] = [
    ...workloads.map(row => ({ ...row, path: row.podTemplate, what: 'podTemplate' })),
    ...workloads.flatMap(row => (row.selector === undefined ? [] : [{ ...row, path: row.selector, what: 'selector' }])),
    ...selectors.map(row => ({ ...row, what: 'selectors[].path' })),
  ];
  const problems = rows.flatMap(({ group, kind, path, what }) => {
    const objects = resources.filter(resource => resource.group === group && resource.kind === kind);
    const [first] = objects;
    if (!first || objects.some(({ value }) => walk(value, path).length > 0)) return [];
    const where = first.file ? ` in file '${first.file.path}'` : '';
    return [
      `functionConfig \`kinds\`: \`${what}\` of kind '${kind}' is '${path}', which leads to nothing in ${refOf(first)}${where}; it must be the path of a field that these objects have`,
    ];
  });
  if (problems.length > 0) throw new InputError(problems);
}
