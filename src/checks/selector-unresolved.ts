import type { Components } from '../components';
import { annotations } from '../config';
import type { Finding } from '../diagnostic';
import type { Binding } from '../resolve';
import { formatPath, type Resource, refOf } from '../resource';
import { sameWorkloads } from '../scope';
import { names } from '../words';
import type { Check } from './check';

/** A selector whose meaning can't be known, or whose known meaning no label can express: nothing was changed. */
export const selectorUnresolved: Check = {
  id: 'selector-unresolved',
  severity: 'warning',
  summary: 'What a selector means can not be known or can not be expressed, so it stays as it is.',
  find: ({ bindings, components, refused }) => [
    ...bindings.flatMap(binding => {
      if (binding.verdict === 'unknown' && binding.selector.role !== 'own') return [unknown(binding)];
      if (isInexpressible(binding, components)) return [inexpressible(binding)];
      return [];
    }),
    ...refused.map(({ workloads, reason }): Finding => {
      const [first] = workloads;
      return {
        ...(first && { resource: first.resource }),
        severity: 'error',
        what: `the component label of ${names(workloads)} was not written: with it, ${reason}`,
        todo: 'that selector must be mended, or its meaning said by annotation or functionConfig',
      };
    }),
  ],
};

function unknown(binding: Binding): Finding {
  const { selector, selects, means, foreign, evidence } = binding;
  const { resource } = selector;
  const [guess] = means;
  const unreached = guess && !selects.includes(guess) && selector.role === 'route';
  const certain = foreign.length > 0 && !unreached && selector.role === 'route';
  const foreignWords = certain ? `, of which ${names(foreign)} must be foreign,` : '';
  const reason = unreached
    ? `it names ${names(means)}, whose pods kustomize's common labels do not reach`
    : guess
      ? `it may mean ${names(means)} (${evidence}), or several on purpose`
      : 'neither name nor ports tell which it means';
  const caution =
    selector.role === 'policy' ? '; a policy is never narrowed by inference, since that would unguard pods' : '';
  return {
    resource,
    path: selector.path,
    currentValue: selector.selector.matchLabels,
    severity: certain ? 'error' : 'warning',
    what: `${resource.kind} '${resource.name}' selects ${names(selects)}${foreignWords} and ${reason}${caution}`,
    todo: unreached ? reachCure(guess.resource) : sayCure(binding),
  };
}

/** What is said to be meant has not one component, so that no edit can say it. */
function isInexpressible({ level, selects, means }: Binding, components: Components): boolean {
  if (level !== 'said' || sameWorkloads(selects, means)) return false;
  return new Set(means.map(workload => components.byIdentity.get(workload.identity)?.value)).size > 1;
}

function inexpressible(binding: Binding): Finding {
  const { selector, selects, means } = binding;
  return {
    resource: selector.resource,
    path: selector.path,
    currentValue: selector.selector.matchLabels,
    severity: 'error',
    what: `${selector.resource.kind} '${selector.resource.name}' is said to mean ${names(means)}, selects ${names(selects)}, and no label says just that`,
    todo: `functionConfig must give them one component: \`components: [{component: ${means[0]?.resource.name ?? ''}, workloads: [${refsOf(means)}]}]\``,
  };
}

const refsOf = (workloads: Binding['selects']): string =>
  [...new Set(workloads.map(w => refOf(w.resource)))].join(', ');

const reachCure = (resource: Resource): string =>
  `the kustomization must keep this key out of selectors ('labels' without 'includeSelectors'), or carry it into ${refOf(resource)} by a \`labels[].fields\` entry for 'spec/template/metadata/labels'`;

/** The two ways to say it, ready to paste. */
function sayCure({ selector, selects, means }: Binding): string {
  const serving = selects.filter(w => !w.runsToCompletion);
  const example = refOf((means[0] ?? serving[0] ?? selects[0])?.resource ?? selector.resource);
  const primary = selector.owner === undefined && selector.path.every(key => typeof key === 'string');
  const field = primary ? '' : `, field: '${formatPath(selector.path)}'`;
  const config = `functionConfig \`selectors: [{selector: ${refOf(selector.resource)}${field}, selects: [${example}]}]\``;
  return primary
    ? `say which, by annotation \`${annotations.selects}: ${example}\` or by ${config}`.replace(
        'say which',
        'its meaning must be said',
      )
    : `its meaning must be said by ${config}`;
}
