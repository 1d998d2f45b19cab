import { type FieldSpec, kindTable } from '../kinds';
import type { UserKind } from './user-kinds';

const fieldSpec = /^(?:[A-Za-z][\w-]*(?:\[\])?)(?:\/(?:[A-Za-z][\w-]*(?:\[\])?|\*))*$/;
const groupName = /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?)?$/;
const version = /^v\d+(?:(?:alpha|beta)\d+)?$/;

/** What is wrong with entries of the right shape, in words. */
export function problemsOfKinds(kinds: readonly UserKind[]): string[] {
  return kinds.flatMap((entry, i) => {
    const at = `spec.kinds[${i}]`;
    const twin = kinds.findIndex(other => isTwin(other, entry));
    const twins =
      twin < i
        ? [
            `\`${at}\` is kind ${nameOf(entry)}, as \`spec.kinds[${twin}]\` is; both must be one entry, unless each has a \`podTemplate\` of its own`,
          ]
        : [];
    const named = namingProblems(entry, at);
    return [...twins, ...(named.length > 0 ? named : tableProblems(entry, at)), ...pathProblems(entry, at)];
  });
}

/** Two entries for one kind, unless each is about another of its pod templates. */
const isTwin = (a: UserKind, b: UserKind): boolean =>
  a.group === b.group &&
  a.kind === b.kind &&
  (a.podTemplate === b.podTemplate || a.podTemplate === undefined || b.podTemplate === undefined);

const nameOf = ({ group, kind }: UserKind): string => `'${kind}${group && `.${group}`}'`;

function namingProblems({ group, kind }: UserKind, at: string): string[] {
  const [first = '', second] = group.split('/');
  const without = version.test(first) ? '' : first;
  const groups = [
    ...(second !== undefined || version.test(group)
      ? [`\`${at}.group\` is '${group}'; it must be the group without the version: '${without}'`]
      : groupName.test(group)
        ? []
        : [`\`${at}.group\` is '${group}'; it must be an API group, such as 'example.com'`]),
  ];
  const kinds = /^[A-Za-z][A-Za-z0-9]*$/.test(kind)
    ? []
    : [`\`${at}.kind\` is '${kind}'; it must be a kind, such as 'Fleet'`];
  return [...groups, ...kinds];
}

function tableProblems(entry: UserKind, at: string): string[] {
  const { workloads, selectors } = kindTable().rowsOf(entry);
  if (workloads.length + selectors.length > 0)
    return [`\`${at}\` is kind ${nameOf(entry)}, which the tables have already; the entry must go`];
  if (entry.podTemplate === undefined && entry.selectors === undefined)
    return [`\`${at}\` has neither \`podTemplate\` nor \`selectors\`; it must have one of them`];
  return [];
}

function pathProblems(entry: UserKind, at: string): string[] {
  const { podTemplate, selector, form, selectors = [] } = entry;
  const paths = pathsOf(entry);
  const misshapen = paths.filter(([, path]) => !fieldSpec.test(path));
  const same = selectors.flatMap(({ path }, i) => {
    const first = selectors.findIndex(other => other.path === path);
    const twin = path === selector ? 'selector' : `selectors[${first}].path`;
    return path === selector || first < i
      ? [`\`${at}.selectors[${i}].path\` is '${path}', as \`${at}.${twin}\` is; one of them must go`]
      : [];
  });
  return [
    ...misshapen.map(
      ([field, path]) =>
        `\`${at}.${field}\` is '${path}'; it must be field names joined by '/', such as 'spec/template' or 'spec/groups[]/podSelector'`,
    ),
    ...(podTemplate === undefined
      ? (['labels', 'podSpec', 'selector', 'replicas', 'runsToCompletion'] as const)
          .filter(field => entry[field] !== undefined)
          .map(field => `\`${at}.${field}\` says something of pods; \`${at}.podTemplate\` must be there too`)
      : misshapen.length > 0
        ? []
        : walkProblems(entry, podTemplate, at)),
    ...(form !== undefined && selector === undefined
      ? [`\`${at}.form\` says how the own selector is written; \`${at}.selector\` must be there too`]
      : []),
    ...same,
  ];
}

/** Below the pod template there is one place; beside it, the lists that are walked are the pod template's. */
function walkProblems(entry: UserKind, podTemplate: FieldSpec, at: string): string[] {
  const below = (['labels', 'podSpec'] as const).flatMap(field => {
    const path = entry[field];
    return path === undefined || walks(path).length === 0
      ? []
      : [
          `\`${at}.${field}\` is '${path}'; it starts at the pod template and must lead to one place, without '[]' and '*'`,
        ];
  });
  const beside = (['selector', 'replicas'] as const).flatMap(field => {
    const path = entry[field];
    if (path === undefined || walks(path).every((walked, i) => walks(podTemplate)[i] === walked)) return [];
    return [
      `\`${at}.${field}\` is '${path}'; the lists and maps that it walks must be those of \`podTemplate\`, '${podTemplate}'`,
    ];
  });
  return [...below, ...beside];
}

/** The path up to each list and map that it walks: `a[]/b/*` is `a[]` and `a[]/b/*`. */
function walks(path: FieldSpec): readonly string[] {
  const steps = path.split('/');
  return steps.flatMap((step, i) => (step === '*' || step.endsWith('[]') ? [steps.slice(0, i + 1).join('/')] : []));
}

function pathsOf(entry: UserKind): readonly (readonly [string, string])[] {
  const own = (['podTemplate', 'labels', 'podSpec', 'selector', 'replicas'] as const).flatMap(field => {
    const path = entry[field];
    return path === undefined || (field === 'podSpec' && path === '') ? [] : [[field, path] as const];
  });
  return [...own, ...(entry.selectors ?? []).map(({ path }, i) => [`selectors[${i}].path`, path] as const)];
}
