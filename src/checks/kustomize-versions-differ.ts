import { grouped } from '../data/grouped';
import { type Difference, differences, type Gap, versions } from '../kustomize';
import type { Change } from '../model/change';
import { list } from '../model/wording';
import type { Check } from './check';

/** Something in a kustomization of which versions of kustomize build different things. */
export const kustomizeVersionsDiffer: Check = {
  id: 'kustomize-versions-differ',
  severity: 'info',
  summary: 'Versions of kustomize build a kustomization differently, or not at all.',
  find: ({ gaps }) =>
    gaps.flatMap(gap => {
      if (gap.difference === undefined) return [];
      const { todo, changes = [] }: Difference = differences[gap.difference];
      const change = ({ path, becomes }: (typeof changes)[number]): Change => ({
        of: gap.kustomization.source ?? gap.kustomization,
        path: [...(gap.at ?? []), ...path],
        becomes,
      });
      return [
        {
          resource: gap.kustomization,
          about: gap.subject,
          what: told(gap, gap.difference),
          todo,
          ...(gap.at && changes.length > 0 && { advice: [changes.map(change)] }),
        },
      ];
    }),
};

function told({ kustomization, subject, problem }: Gap, difference: keyof typeof differences): string {
  const { does } = differences[difference];
  const alike = grouped(versions, version => does[version]);
  const deeds = [...alike].map(([deed, some]) => `${list(some)} ${some.length > 1 ? deed.ofSeveral : deed.ofOne}`);
  return `kustomization '${kustomization.file?.path ?? kustomization.name}': ${subject} ${problem}; of kustomize ${deeds.join(', ')}, and kubectl, Argo CD and Flux each bring a version of their own`;
}
