import { textOf } from '../data/values';
import { unrolledKinds, walk } from '../kinds';
import type { Workload } from '../model';

/** Why no rollout gives the running pods of a workload the labels of its template, as words for a message; undefined where one does. */
export function unrolledBy({ resource, replicas }: Workload): string | undefined {
  const { group, kind, value } = resource;
  if (replicas === 0) return undefined;
  const rows = unrolledKinds.filter(
    row => row.kind === kind && (row.group === group || row.formerGroups?.includes(group) === true),
  );
  return rows.flatMap(({ by }) => {
    if (!by) return `a ${kind} uses its pod template for new pods only`;
    const [path, is] = by;
    const found = walk(value, path).filter(({ value: at }) =>
      is === 'more than none' ? at != null && !/^0*%?$/.test(textOf(at)) : at === is,
    );
    return found.map(({ value: at }) => `\`${path.split('/').at(-1)}: ${textOf(at)}\``);
  })[0];
}
