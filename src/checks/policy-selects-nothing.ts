import { annotations } from '../config';
import type { Finding } from '../diagnostic';
import { keysInCalico } from '../facts/calico-keys';
import { missingAmong } from '../facts/idle-selectors';
import { explainNothing } from '../facts/nothing-selected';
import { type Outlook, outlookOf } from '../facts/outlook';
import { effectOf, isSubject, mayMeanOthers, policyBindings } from '../facts/policies';
import { formatSelector } from '../label-selector';
import { formatAsked } from '../model';
import { formatPath, refOf } from '../resource';
import type { Watch } from '../watches';
import type { Check, Situation } from './check';

/** A policy of the network or of a mesh that is about no pod of the input. */
export const policySelectsNothing: Check = {
  id: 'policy-selects-nothing',
  severity: 'warning',
  summary: 'A policy of the network or of a mesh selects no pod of the input.',
  find: situation => {
    const watches = situation.watches.filter(({ field }) => field.role === 'policy');
    const outlook = outlookOf(situation.model);
    return [
      ...overPods(situation),
      ...watches.flatMap(unread),
      ...watches.filter(isIdle).flatMap(watch => watched(watch, outlook(watch))),
    ];
  },
};

const cure = `it must ask for what the pods that it means bear, and no others; if they stand elsewhere, annotation \`${annotations.ignore}: policy-selects-nothing\` must say so`;

function overPods({ bindings, model, strangers }: Situation): readonly Finding[] {
  const subjects = policyBindings(bindings, 'subjects');
  return missingAmong(subjects, { workloads: model.workloads, strangers }).map(
    ({ binding: { selector }, severity, hint }) => ({
      resource: selector.resource,
      path: selector.path,
      currentValue: selector.selector.matchLabels,
      severity,
      what: `${refOf(selector.resource)} is about pods with '${formatAsked(selector)}', which no workload's pods bear: it ${effectOf(selector.resource)}; ${hint}`,
      todo: cure,
    }),
  );
}

/** A selector that Calico can't read. */
function unread({ resource, path, expression, problem }: Watch): readonly Finding[] {
  if (problem === undefined) return [];
  return [
    {
      resource,
      path,
      currentValue: expression,
      severity: 'error',
      what: `\`${formatPath(path)}\` of ${refOf(resource)}: ${problem}, so Calico refuses the policy, and it ${effectOf(resource)}`,
      todo: 'it must be an expression that Calico reads',
    },
  ];
}

const isIdle = (watch: Watch): boolean =>
  isSubject(watch) &&
  watch.problem === undefined &&
  !watch.isEmpty &&
  watch.selects.length === 0 &&
  (watch.means ?? []).length === 0 &&
  !mayMeanOthers(watch.resource);

/** Labels that Calico gives to pods. Source: Calico v3, "Selectors": labels of namespaces and service accounts. */
const isVirtual = (key: string): boolean => /^(projectcalico\.org\/|pcns\.|pcsa\.)/.test(key);

function watched(watch: Watch, { around, elsewhere }: Outlook): readonly Finding[] {
  const { resource, path, expression, selector, field } = watch;
  const keys = expression === undefined ? undefined : keysInCalico(expression);
  if (keys?.some(isVirtual)) return [];
  const existing = (key: string) => ({ key, operator: 'Exists', values: [] });
  const asked = keys ? { matchLabels: {}, matchExpressions: keys.map(existing) } : selector;
  const { severity, hint } = explainNothing(asked, { around, elsewhere: keys ? [] : elsewhere });
  return [
    {
      resource,
      path,
      currentValue: expression ?? selector.matchLabels,
      severity: field.namespaces === 'all' ? 'info' : severity,
      what: `${refOf(resource)} is about pods with '${expression ?? formatSelector(selector)}', which no workload's pods bear: it ${effectOf(resource)}; ${hint}`,
      todo: cure,
    },
  ];
}
