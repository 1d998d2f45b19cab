import type { PeerCase } from './manifests';
import type { Judged, Verdict } from './verdict';

/** What the defects are about: the rows of the table, and the checks of ours that belong to each. */
export const areas: Readonly<Record<string, readonly string[]>> = {
  Services: [
    'service-selects-many',
    'service-selects-another',
    'service-selects-nothing',
    'service-selects-job',
    'service-port-unserved',
    'service-port-crossed',
    'service-port-in-some-pods',
    'port-name-invalid',
    'selector-unresolved',
  ],
  workloads: [
    'labels-collide',
    'workloads-share-pods',
    'selector-misses-own-template',
    'selector-over-unstable-label',
    'component-label-constant',
    'component-label-invalid',
    'component-label-shared',
    'unknown-kind',
    'label-invalid',
    'probe-port-missing',
  ],
  budgets: ['budget-selects-nothing', 'budget-spans-workloads', 'pod-in-several-budgets', 'budget-allows-no-eviction'],
  autoscalers: [
    'autoscaler-target-missing',
    'autoscalers-share-pods',
    'autoscaler-counts-foreign',
    'autoscaler-bounds-crossed',
  ],
  policies: [
    'policy-selects-nothing',
    'policy-peer-selects-nothing',
    'policy-widened',
    'policy-port-undeclared',
    'peer-namespace-missing',
    'sidecars-share-pods',
  ],
  placement: ['placement-misses-own-pods', 'selector-catches-foreign'],
  monitoring: ['monitor-selects-nothing', 'monitor-selects-many', 'monitor-port-missing'],
  references: [
    'statefulset-service-missing',
    'statefulset-service-foreign',
    'backend-missing',
    'backend-port-missing',
    'backend-without-port',
    'reference-missing',
    'subset-missing',
    'gateway-selects-nothing',
    'gateway-port-missing',
    'subset-selects-nothing',
  ],
};

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

const ruled = (header: readonly string[], rows: readonly string[]): string =>
  [row(...header), row(...header.map(() => '---')), ...rows].join('\n');

const count = (cases: readonly PeerCase[], { verdicts }: Judged, verdict: Verdict): number =>
  cases.filter(({ name }) => verdicts[name] === verdict).length;

/** `5 found, 1 missed`; what did not happen is left out. */
function tally(cases: readonly PeerCase[], tool: Judged): string {
  const verdicts: readonly Verdict[] = ['found', 'missed', 'false alarm', 'quiet'];
  const counted = verdicts.map(verdict => [count(cases, tool, verdict), verdict] as const);
  return counted
    .filter(([n]) => n > 0)
    .map(([n, verdict]) => `${n} ${n > 1 && verdict === 'false alarm' ? 'false alarms' : verdict}`)
    .join(', ');
}

/** What each tool makes of the cases, counted by area. */
export function summaryTable(cases: readonly PeerCase[], tools: readonly Judged[]): string {
  const defects = cases.filter(({ defect }) => defect !== undefined);
  const groups: readonly (readonly [string, readonly PeerCase[]])[] = [
    ...Object.entries(areas).map(
      ([area, checks]) => [area, defects.filter(({ defect = '' }) => checks.includes(defect))] as const,
    ),
    ['**all defects**', defects],
    ['**look-alikes**', cases.filter(({ defect }) => defect === undefined)],
  ];
  const rows = groups.map(([name, group]) => row(name, group.length, ...tools.map(tool => tally(group, tool))));
  return ruled(['about', 'cases', ...tools.map(({ tool }) => tool)], rows);
}

/** What each tool makes of each case. */
export function caseTable(cases: readonly PeerCase[], tools: readonly Judged[], folder: string): string {
  const rows = cases.map(({ name, defect, healthy, about }) =>
    row(
      `[${name}](${folder}/${name}.yaml)`,
      defect === undefined ? `healthy: ${healthy}` : `\`${defect}\``,
      about,
      ...tools.map(({ verdicts }) => verdicts[name] ?? ''),
    ),
  );
  return ruled(['case', 'is', 'what is so', ...tools.map(({ tool }) => tool)], rows);
}
