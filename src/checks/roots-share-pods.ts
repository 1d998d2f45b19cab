import { alikeRoots } from '../facts/alike-roots';
import type { Finding } from '../model/finding';
import { list, names } from '../model/wording';
import type { Check } from './check';

/** Two roots, one namespace, and workloads that no label tells apart: whether both go into one cluster nobody can see. */
export const rootsSharePods: Check = {
  id: 'roots-share-pods',
  severity: 'info',
  summary: 'Two root kustomizations set one namespace, and no label tells their pods apart.',
  find: ({ bindings }) =>
    alikeRoots(bindings).flatMap(({ namespace, workloads }): Finding[] => {
      const [[, own] = [], ...others] = [...workloads];
      const [first] = own ?? [];
      if (!own || !first) return [];
      const of = others.map(([root, theirs]) => `${names(theirs)} of kustomization '${root}'`);
      return [
        {
          resource: first.resource,
          ...(first.selectorPath && { path: first.selectorPath }),
          about: [namespace, ...workloads.keys()].join(' '),
          what: `no label tells the pods of ${names(own)} from those of ${list(of)}, and all are put into namespace '${namespace}': in one cluster each would select the others' pods`,
          todo: 'if they are for one cluster, each of these kustomizations must write a label of its own by `labels` with `includeSelectors: true`; if each is for another cluster, nothing is wrong',
        },
      ];
    }),
};
