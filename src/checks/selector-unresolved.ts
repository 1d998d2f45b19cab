import type { Components } from '../components';
import { annotations } from '../config';
import type { Finding } from '../diagnostic';
import type { Binding } from '../resolve';
import { formatPath, refOf } from '../resource';
import { isPrimary } from '../said';
import { sameWorkloads } from '../scope';
import { names, reachCure } from '../words';
import type { Check } from './check';

/** A selector whose meaning can't be known, or whose known meaning no label can express: nothing was changed. */
export const selectorUnresolved: Check = {
  id: 'selector-unresolved',
  severity: 'warning',
  summary: 'What a selector means can not be known or can not be expressed, so it stays as it is.',
  find: ({ bindings, components, refused }) => [
    ...bindings.flatMap(binding => {
      if (binding.verdict === 'unknown' && binding.selector.role !== 'own') return [unknown(binding)];
      if (isInexpressible(binding, components)) return [inexpressible(binding, components)];
      return [];
    }),
    ...refused.map(({ workloads, selector, reason }): Finding => {
      const [first] = workloads;
      const resource = selector?.resource ?? first?.resource;
      return {
        ...(resource && { resource }),
        ...(selector && { path: selector.path }),
        severity: 'error',
        what: `the component label of ${names(workloads)} was not written: ${reason}`,
        todo: 'that must be mended, or the meaning of the selector said by annotation or functionConfig',
      };
    }),
  ],
};

function unknown(binding: Binding): Finding {
  const { selector, selects, means, foreign } = binding;
  const { resource } = selector;
  const [guess] = means;
  const at = { resource, path: selector.path, currentValue: selector.selector.matchLabels };
  const inPods = selector.owner ? `\`${formatPath(selector.path)}\` of ` : '';
  const who = `${inPods}${resource.kind} '${resource.name}'`;
  if (guess && selector.role === 'route' && !selects.includes(guess)) {
    const verb = guess.services.includes(resource.name)
      ? `${refOf(guess.resource)} names it as its Service`
      : `it names ${names(means)}`;
    const what = `${who} selects ${names(selects)}, though ${verb}, whose pods kustomize's common labels do not reach`;
    return { ...at, severity: 'warning', what, todo: reachCure(guess.resource) };
  }
  const certain = foreign.length > 0 ? `, of which ${names(foreign)} must be foreign` : '';
  const what = `${who} selects ${names(selects)}${certain}; ${reasonOf(binding)}`;
  return { ...at, severity: certain ? 'error' : 'warning', what, todo: sayCure(binding) };
}

function reasonOf({ selector, means, evidence }: Binding): string {
  if (selector.role === 'policy') {
    return `it may mean ${names(means)} (${evidence}), but a policy is never narrowed by inference, since that would unguard pods`;
  }
  if (selector.role === 'together') return 'where a common label wrote it, it may have meant either';
  if (means.length > 0) return `it may mean ${names(means.slice(0, 1))} (${evidence}), or several on purpose`;
  return selector.role === 'budget'
    ? 'its name does not tell which it means'
    : 'its name and ports do not tell which it means';
}

/** What is said to be meant has not one component, or is out of the selector's reach: no edit can say it. */
function isInexpressible({ level, selects, means }: Binding, components: Components): boolean {
  if (level !== 'said' || sameWorkloads(selects, means)) return false;
  return componentsOf(means, components).length !== 1 || means.some(w => !selects.some(s => s.identity === w.identity));
}

const componentsOf = (means: Binding['means'], components: Components) => [
  ...new Set(means.map(workload => components.of(workload)?.value)),
];

function inexpressible({ selector, selects, means }: Binding, components: Components): Finding {
  const { resource } = selector;
  const who = `${resource.kind} '${resource.name}'`;
  const missed = means.filter(w => !selects.some(s => s.identity === w.identity));
  const apart = componentsOf(means, components).length !== 1;
  return {
    resource,
    path: selector.path,
    currentValue: selector.selector.matchLabels,
    severity: 'error',
    what: `${who} is said to mean ${names(means)} and selects ${names(selects) || 'nothing'}`,
    todo:
      missed.length > 0
        ? `the selector must ask only for what the pods of ${names(missed)} bear`
        : apart
          ? `no label says just that: they must be given one component, ${shareOf(means)}`
          : 'what hinders the component label of these workloads must be mended first',
  };
}

const refsOf = (workloads: Binding['selects']): string =>
  [...new Set(workloads.map(w => refOf(w.resource)))].join(', ');
const shareOf = (means: Binding['means']): string =>
  `functionConfig \`components: [{component: ${means[0]?.resource.name ?? ''}, workloads: [${refsOf(means)}]}]\``;

/** The ways to say it, ready to paste. */
function sayCure({ selector, selects, means, foreign }: Binding): string {
  const { resource } = selector;
  const candidates = selects.filter(w => !w.runsToCompletion && !foreign.includes(w));
  const example = means[0] ?? candidates[0];
  if (!example) {
    const path = formatPath(selector.path);
    return `if a common label wrote it, \`${path}\` must go; else its pods must bear a label that the others do not`;
  }
  const field = isPrimary(selector) ? '' : `, field: '${formatPath(selector.path)}'`;
  const config = (refs: string) =>
    `functionConfig \`selectors: [{selector: ${refOf(resource)}${field}, selects: [${refs}]}]\``;
  const one = refOf(example.resource);
  const annotation = isPrimary(selector) ? `annotation \`${annotations.selects}: ${one}\` or by ` : '';
  const single = `its meaning must be said: ${means.length > 0 ? '' : 'for instance '}by ${annotation}${config(one)}`;
  if (means.length < 2) return single;
  return `${single}; if it means ${names(means)}, by ${shareOf(means)} and \`selectors: [{selector: ${refOf(resource)}, selects: [${refsOf(means)}]}]\``;
}
