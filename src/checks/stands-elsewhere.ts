import { grouped } from '../data/grouped';
import { inOrderOfNames } from '../model/resource';
import { list } from '../model/wording';
import type { Check, CheckedFinding, GatheredFinding } from './check';

/** What the resources of a root lead to and none of them is, told once a root. */
export const standsElsewhere: Check = {
  id: 'stands-elsewhere',
  severity: 'info',
  summary: 'Several selectors and references of one root lead to what is not among the resources.',
  find: () => [],
  gather: found => {
    const unseen = found.filter(({ elsewhere }) => elsewhere !== undefined);
    return [...grouped(unseen, rootOf).values()].flatMap(gathered);
  },
};

/** The root that builds it; of other files their package. */
const rootOf = ({ resource }: CheckedFinding): string => resource?.via[0] ?? `package ${resource?.package}`;

/** Nothing where there is only one: that is told as it is. */
function gathered(same: readonly CheckedFinding[]): readonly GatheredFinding[] {
  const about = same.flatMap(({ resource, path }) => (resource ? [{ resource, path }] : []));
  const [first] = inOrderOfNames(about, ({ resource }) => resource);
  if (!first || same.length < 2) return [];
  const [root] = first.resource.via;
  const where = root === undefined ? '' : `in kustomization '${root}': `;
  const words = [...new Set(same.flatMap(({ elsewhere }) => elsewhere ?? []))];
  const ids = [...new Set(same.map(({ check }) => check))];
  return [
    {
      of: same,
      one: {
        resource: first.resource,
        ...(first.path && { path: first.path }),
        about: where,
        what: `${where}${same.length} selectors and references lead to what is not among the resources: ${list(words)}`,
        todo: `each must be mended where it does not stand elsewhere (${ids.length > 1 ? 'checks' : 'check'} ${list(ids)})`,
      },
    },
  ];
}
