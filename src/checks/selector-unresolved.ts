import { formatPath } from '../data/path';
import { endpointsBeside } from '../facts/endpoints';
import { reachCure } from '../facts/reach-cures';
import { pasted, sayCure, shareCure, sharing } from '../facts/said-cures';
import { matches, withoutLabel } from '../labels/label-selector';
import { type Binding, type Candidate, formatReasons } from '../meaning';
import { formatAsked, type Workload } from '../model';
import { at, type Finding } from '../model/finding';
import { refOf } from '../model/resource';
import { distinct, partedByPlace, sameWorkloads } from '../model/selection';
import { formatPorts, servicePorts } from '../model/service-ports';
import { beyondReach, list, names } from '../model/wording';
import type { Components } from '../repair/components';
import type { Check } from './check';

/** A selector whose meaning can't be known, or whose known meaning no label can express: nothing was changed. */
export const selectorUnresolved: Check = {
  id: 'selector-unresolved',
  severity: 'warning',
  summary: 'What a selector means can not be known or can not be expressed, so it stays as it is.',
  find: ({ bindings, components, config, model }) => {
    const handOf = endpointsBeside(model);
    return bindings.flatMap(binding => {
      // It means no pods at all: `label-gives-selector` tells it.
      if (isLeftEmpty(binding) || handOf(binding)) return [];
      if (binding.verdict === 'unknown' && binding.selector.role !== 'own') return [unknown(binding, components)];
      if (isInexpressible(binding, components, config.label)) return [inexpressible(binding, components, config.label)];
      return [];
    });
  },
};

/** Nothing is unknown there: `label-empties-selector` tells it. */
const isLeftEmpty = ({ level, selects, means }: Binding): boolean =>
  level === 'authored' && means.length > 0 && partedByPlace(selects, means).kept.length === 0;

function unknown(binding: Binding, components: Components): Finding {
  const { selector, selects, means, foreign } = binding;
  const { resource } = selector;
  const [guess] = means;
  const where = at(selector);
  const inPods = selector.owner ? `\`${formatPath(selector.path)}\` of ` : '';
  const who = `${inPods}${resource.kind} '${resource.name}'`;
  if (guess && binding.ground === 'unreached-pods') {
    const what = `${who} selects ${names(selects)}, ${beyondReach(guess, resource)}`;
    const severity = selector.role === 'route' ? 'error' : 'warning';
    return { ...where, severity, what, ...reachCure(guess, selector.asks) };
  }
  if (binding.ground === 'over-reach') return overReach(binding);
  const certain = foreign.length > 0 ? `, of which ${names(foreign)} must be foreign` : '';
  const what = `${who} selects ${names(selects)}${certain}; ${reasonOf(binding)}`;
  if (binding.unseen !== undefined) return { ...where, what, todo: unseenCure(binding) };
  const together = givenWith(guess, selects, components);
  const cure = together.length > 1 ? shareCure(selector, together) : sayCure(binding);
  return { ...where, severity: certain ? 'error' : 'warning', what, ...cure };
}

/** kustomize writes its labels into Services that had no selector, too. */
function overReach(binding: Binding): Finding {
  const { selector, selects } = binding;
  const [only] = selects;
  const ports = formatPorts(servicePorts(selector.resource));
  const what = `Service '${selector.resource.name}' selects ${names(selects)} by '${formatAsked(selector)}' alone, which all pods bear; it leads to ${ports}, these pods declare others, and the names have nothing in common: a label written everywhere may have given it its selector`;
  const cure = sayCure({ ...binding, means: only ? [only] : [] });
  return {
    ...at(selector),
    what,
    ...cure,
    todo: `if it means other pods, it must have no selector; else ${cure.todo}`,
  };
}

function reasonOf({ selector, means, evidence, unseen, candidates = [] }: Binding): string {
  if (unseen !== undefined) return evidence;
  if (selector.role === 'policy') {
    return `it may mean ${names(means)} (${evidence}), but a policy is never narrowed by inference, since that would unguard pods`;
  }
  if (selector.role === 'together')
    return selector.resource.source ? 'where a common label wrote it, it may have meant either' : 'it may mean either';
  const likely = likelyOf(candidates);
  if (likely.length > 0) return `it may mean ${list(likely.map(formatCandidate), 'or')}, or several on purpose`;
  return selector.role === 'budget'
    ? 'its name does not tell which it means'
    : 'its name and ports do not tell which it means';
}

/** The candidates that something speaks for: those are told. */
const likelyOf = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.filter(candidate => candidate.for.length > 0);

function formatCandidate({ workload, for: pros, against }: Candidate): string {
  const [pro, contra] = [formatReasons(pros), formatReasons(against)];
  return `${refOf(workload.resource)} (${[pro, contra].filter(Boolean).join(', but ')})`;
}

/** What is said to be meant has not one component, or is out of the selector's reach: no edit can say it. */
function isInexpressible(binding: Binding, components: Components, label: string): boolean {
  const { level, selects, means } = binding;
  if (level !== 'said' || sameWorkloads(selects, means)) return false;
  return componentsOf(means, components).length !== 1 || outOfReach(binding, label).length > 0;
}

/** The workloads meant whose pods lack more than the component label of what the selector asks for. */
function outOfReach({ selector, means }: Binding, label: string): Binding['means'] {
  const rest = withoutLabel(selector.asks, label);
  return means.filter(w => !matches(rest, w.podLabels));
}

const componentsOf = (means: Binding['means'], components: Components) => [
  ...new Set(means.map(workload => components.of(workload)?.value)),
];

function inexpressible(binding: Binding, components: Components, label: string): Finding {
  const { selector, selects, means } = binding;
  const { resource } = selector;
  const who = `${resource.kind} '${resource.name}'`;
  const missed = outOfReach(binding, label);
  const apart = componentsOf(means, components).length !== 1;
  const share = sharing(means);
  return {
    resource,
    path: selector.path,
    severity: 'error',
    what: `${who} is said to mean ${names(means)} and selects ${names(selects) || 'nothing'}`,
    todo:
      missed.length > 0
        ? `the selector must ask only for what the pods of ${names(missed)} bear`
        : apart
          ? `no label says just that: they must be given one component, functionConfig ${pasted(share)}`
          : 'what hinders the component label of these workloads must be mended first',
    ...(missed.length === 0 && apart && { advice: [[share]] }),
  };
}

/** Of pods that are not seen nothing can be said: what tells them apart must stand in the selector. */
const unseenCure = ({ selector }: Binding): string =>
  `${refOf(selector.resource)} must be repaired in the build, by this function under \`transformers:\`, where all pods are seen`;

/**
 * Those to which the user gave the component of the likely one, or, where none is likely, all if they were given one: no label can say
 * that a selector means one of them alone.
 */
function givenWith(
  likely: Workload | undefined,
  selects: Binding['selects'],
  components: Components,
): readonly Workload[] {
  const [first = likely] = likely ? [likely] : selects;
  const component = first && components.of(first);
  if (!component?.isGiven) return [];
  const together = distinct(selects.filter(w => components.of(w)?.value === component.value));
  return likely || together.length === distinct(selects).length ? together : [];
}
