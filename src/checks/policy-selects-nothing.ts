import { keysInCalico } from '../calico-keys';
import { annotations } from '../config';
import type { Finding } from '../diagnostic';
import { formatSelector } from '../label-selector';
import { explainNothing, missingAmong, outOf } from '../nothing-selected';
import { effectOf, isSubject, mayMeanOthers, policyBindings } from '../policies';
import { formatPath, refOf } from '../resource';
import type { Watch } from '../watches';
import type { Check, Situation } from './check';

/** A policy of the network or of a mesh that is about no pod of the input. */
export const policySelectsNothing: Check = {
  id: 'policy-selects-nothing',
  severity: 'warning',
  summary: 'A policy of the network or of a mesh selects no pod of the input.',
  find: situation => [
    ...overPods(situation),
    ...situation.watches.filter(({ field }) => field.role === 'policy').flatMap(watch => watched(watch, situation)),
  ],
};

const cure = `it must ask for what the pods bear; if they stand elsewhere, annotation \`${annotations.ignore}: policy-selects-nothing\` must say so`;

function overPods({ bindings, model, strangers }: Situation): readonly Finding[] {
  const subjects = policyBindings(bindings, 'subjects').filter(({ selector }) => !mayMeanOthers(selector.resource));
  return missingAmong(subjects, { workloads: model.workloads, strangers }).map(
    ({ binding: { selector }, severity, hint }) => ({
      resource: selector.resource,
      path: selector.path,
      currentValue: selector.selector.matchLabels,
      severity,
      what: `${refOf(selector.resource)} is about pods with '${formatSelector(selector.selector)}', which no workload's pods bear: it ${effectOf(selector.resource)}; ${hint}`,
      todo: cure,
    }),
  );
}

function watched(watch: Watch, { model }: Situation): readonly Finding[] {
  const { resource, path, expression, problem, selects, selector, isEmpty, field, means = [] } = watch;
  const at = { resource, path, currentValue: expression ?? selector.matchLabels };
  if (problem !== undefined) {
    const what = `\`${formatPath(path)}\` of ${refOf(resource)}: ${problem}, so Calico refuses the policy, and it ${effectOf(resource)}`;
    return [{ ...at, severity: 'error', what, todo: 'it must be an expression that Calico reads' }];
  }
  if (!isSubject(watch) || isEmpty || selects.length > 0 || means.length > 0 || mayMeanOthers(resource)) return [];
  const keys = expression === undefined ? undefined : keysInCalico(expression);
  if (keys?.some(key => /^(projectcalico\.org\/|pcns\.|pcsa\.)/.test(key))) return [];
  const bearers = model.workloads
    .filter(w => w.resource.package === resource.package)
    .map(w => ({ resource: w.resource, labels: w.podLabels }));
  const asked = keys ? { matchLabels: {}, matchExpressions: keys.map(existing) } : selector;
  const isWide = field.namespaces === 'all';
  const { severity, hint } = explainNothing(asked, {
    around: bearers.filter(bearer => isWide || bearer.resource.namespace === resource.namespace),
    elsewhere: keys || isWide ? [] : outOf(resource, bearers),
    isPartial: isWide,
  });
  const what = `${refOf(resource)} is about pods with '${expression ?? formatSelector(selector)}', which no workload's pods bear: it ${effectOf(resource)}; ${hint}`;
  return [{ ...at, severity: isWide ? 'info' : severity, what, todo: cure }];
}

const existing = (key: string) => ({ key, operator: 'Exists', values: [] });
