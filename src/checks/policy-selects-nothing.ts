import { annotations } from '../config';
import { formatPath } from '../data/path';
import { elsewhere, missingAmong } from '../facts/empty-selectors';
import { bringerOf } from '../facts/gaps';
import { effectOf, isSubject, mayMeanOthers, policyBindings } from '../facts/policies';
import { type Outlook, outlookOf } from '../facts/watch-surroundings';
import { explainNothing, following } from '../facts/why-empty';
import { keysInCalico } from '../labels/calico-keys';
import { formatSelector } from '../labels/label-selector';
import { formatAsked } from '../model';
import { at, type Finding } from '../model/finding';
import { refOf } from '../model/resource';
import type { Watch } from '../model/watches';
import type { Check, Situation } from './check';

/** A policy of the network or of a mesh that is about no pod of the input. */
export const policySelectsNothing: Check = {
  id: 'policy-selects-nothing',
  severity: 'warning',
  summary: 'A policy of the network or of a mesh selects no pod of the input.',
  find: situation => {
    const watches = situation.watches.filter(({ field }) => field.role === 'policy');
    const outlook = outlookOf(situation.model);
    const bringer = bringerOf(situation.gaps);
    return [
      ...overPods(situation),
      ...watches.flatMap(unread),
      ...watches.filter(isIdle).flatMap(watch => watched(watch, outlook(watch), bringer(watch.resource))),
    ];
  },
};

const cure = `it must ask for what the pods that it means bear, and no others; if they stand elsewhere, annotation \`${annotations.ignore}: policy-selects-nothing\` must say so`;

function overPods({ bindings, model, unknownKinds, gaps }: Situation): readonly Finding[] {
  const subjects = policyBindings(bindings, 'subjects');
  return missingAmong(subjects, { model, unknownKinds, gaps }).map(({ binding: { selector }, severity, hint }) => ({
    ...at(selector),
    severity,
    ...elsewhere(severity, selector),
    what: `${refOf(selector.resource)} is about pods with '${formatAsked(selector)}', which no workload's pods bear: ${following({ severity, hint }, `it ${effectOf(selector.resource)}`)}`,
    todo: cure,
  }));
}

/** A selector that Calico can't read. */
function unread({ resource, path, problem }: Watch): readonly Finding[] {
  if (problem === undefined) return [];
  return [
    {
      resource,
      path,
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

function watched(watch: Watch, { around, elsewhere: away }: Outlook, bringer?: string): readonly Finding[] {
  const { resource, path, expression, asks: selector, field } = watch;
  const keys = expression === undefined ? undefined : keysInCalico(expression);
  if (keys?.some(isVirtual)) return [];
  const values = [...(expression ?? '').matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, a, b]) => a ?? b ?? '');
  const existing = (key: string) => ({ key, operator: 'Exists', values });
  const asked = keys ? { matchLabels: {}, matchExpressions: keys.map(existing) } : selector;
  const explained = explainNothing(asked, { around, elsewhere: keys ? [] : away, bringer });
  const severity = field.namespaces === 'all' ? 'info' : explained.severity;
  const asks = expression ?? formatSelector(selector);
  return [
    {
      resource,
      path,
      severity,
      ...(severity === 'info' && { elsewhere: `${refOf(resource)} is about pods with '${asks}'` }),
      what: `${refOf(resource)} is about pods with '${asks}', which no workload's pods bear: ${following(explained, `it ${effectOf(resource)}`)}`,
      todo: cure,
    },
  ];
}
