import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PeerCase } from './manifests';
import type { Alarms, Recording } from './verdict';

const root = process.cwd();

/**
 * A check that asks for an object which not every application needs. It counts only for a defect of this check of ours, and only
 * where the case holds the object: then it says that the object which is there reaches nothing.
 */
interface Advice {
  readonly defect: string;
  readonly beside: RegExp;
}

/** A linter that we are compared with. */
export interface Peer {
  readonly name: 'kube-linter' | 'kube-score';
  /** The variable of `.ci/install-peers` that holds its version. */
  readonly version: string;
  readonly args: readonly string[];
  /** Its checks about selectors, labels, references and ports, also those that are off unless asked for. */
  readonly checks: readonly string[];
  readonly advice: Readonly<Record<string, Advice>>;
  /** The ids of what it complains about, from its JSON. */
  readonly read: (output: unknown) => readonly string[];
}

const aboutBudgets: Advice = { defect: 'budget-selects-nothing', beside: /^kind: PodDisruptionBudget$/m };
const aboutPolicies: Advice = { defect: 'policy-selects-nothing', beside: /^kind: NetworkPolicy$/m };
const aboutPlacement: Advice = { defect: 'placement-misses-own-pods', beside: /^ +podAntiAffinity:$/m };

/** What stands for a peer that refuses to read the file: it says why, so it counts as an alarm. */
export const refusal = 'refuses the file';

/** Source: kube-linter, pkg/builtinchecks. Not yet run: while `expected.json` does not hold it, the tables leave it out. */
const kubeLinterChecks = [
  'dangling-horizontalpodautoscaler',
  'dangling-ingress',
  'dangling-networkpolicy',
  'dangling-networkpolicypeer-podselector',
  'dangling-service',
  'dangling-servicemonitor',
  'invalid-target-ports',
  'mismatching-selector',
] as const;

const kubeLinterAdvice = { 'no-anti-affinity': aboutPlacement, 'non-isolated-pod': aboutPolicies };

/** Source: `kube-score list` v1.20.0. */
const kubeScoreChecks = [
  'container-ports-check',
  'deployment-pod-selector-labels-match-template-metadata-labels',
  'horizontalpodautoscaler-has-target',
  'ingress-targets-service',
  'label-values',
  'networkpolicy-targets-pod',
  'pod-topology-spread-constraints',
  'service-targets-pod',
  'statefulset-has-servicename',
  'statefulset-pod-selector-labels-match-template-metadata-labels',
] as const;

const kubeScoreAdvice = {
  'deployment-has-host-podantiaffinity': aboutPlacement,
  'deployment-has-poddisruptionbudget': aboutBudgets,
  'pod-networkpolicy': aboutPolicies,
  'statefulset-has-host-podantiaffinity': aboutPlacement,
  'statefulset-has-poddisruptionbudget': aboutBudgets,
};

/** The peers, in the order of the table's columns. */
export const peers: readonly Peer[] = [
  {
    name: 'kube-linter',
    version: 'kube_linter',
    args: [
      'lint',
      '--format=json',
      '--do-not-auto-add-defaults',
      `--include=${[...kubeLinterChecks, ...Object.keys(kubeLinterAdvice)].join()}`,
    ],
    checks: kubeLinterChecks,
    advice: kubeLinterAdvice,
    read: output => ((output as KubeLinterOutput).Reports ?? []).map(({ Check }) => Check),
  },
  {
    name: 'kube-score',
    version: 'kube_score',
    args: ['score', '--output-format=json', '--enable-optional-test=container-ports-check'],
    checks: kubeScoreChecks,
    advice: kubeScoreAdvice,
    read: output => ((output as readonly KubeScoreObject[] | null) ?? []).flatMap(({ checks }) => complaints(checks)),
  },
];

interface KubeLinterOutput {
  readonly Reports?: readonly { readonly Check: string }[] | null;
}

interface KubeScoreObject {
  readonly checks: readonly KubeScoreCheck[];
}

interface KubeScoreCheck {
  readonly check: { readonly id: string };
  readonly grade: number;
  readonly skipped: boolean;
}

/** kube-score's grades: 1 is critical, 5 a warning, 7 almost right, 10 right. */
const complaints = (checks: readonly KubeScoreCheck[]): readonly string[] =>
  checks.filter(({ grade, skipped }) => !skipped && grade <= 5).map(({ check }) => check.id);

const programOf = ({ name }: Peer): string => join(root, '.hosts/bin', name);

/** Whether `.ci/install-peers` has installed it. */
export const isInstalled = (peer: Peer): boolean => existsSync(programOf(peer));

/** The version that `.ci/install-peers` installs. */
export function pinnedVersion({ version }: Peer): string {
  const script = readFileSync(join(root, '.ci/install-peers'), 'utf8');
  return new RegExp(`^${version}=(\\S+)$`, 'm').exec(script)?.[1] ?? '';
}

/** What an installed peer says of every case, one process a case: files of one call are taken as one application. */
export function record(peer: Peer, cases: readonly PeerCase[]): Recording {
  const alarms: Alarms = Object.fromEntries(cases.map(one => [one.name, alarmsOf(peer, one)]));
  return { version: pinnedVersion(peer), alarms };
}

function alarmsOf(peer: Peer, one: PeerCase): string {
  const { stdout, stderr } = spawnSync(programOf(peer), [...peer.args, one.file], { encoding: 'utf8' });
  if (stdout.trim() === '') {
    if (stderr === '') throw new Error(`${peer.name} says nothing about ${one.name}`);
    return refusal;
  }
  const said = peer.read(JSON.parse(stdout));
  return [...new Set(said.filter(id => counts(peer, id, one)))].sort().join(', ');
}

function counts({ checks, advice }: Peer, id: string, { defect, text }: PeerCase): boolean {
  const asks = Object.hasOwn(advice, id) ? advice[id] : undefined;
  return asks ? asks.defect === defect && asks.beside.test(text) : checks.includes(id);
}
