/** A label whose value changes with what runs, so that a selector over it loses what it selected. */
export interface UnstableLabel {
  readonly key: RegExp;
  /** The values that change; a constant under such a key is harmless. */
  readonly value: RegExp;
  /** What it says, as words for a message. */
  readonly says: string;
  /** By convention it may tell releases that run beside one another. */
  readonly isConvention?: true;
}

const last = '(^|[./_-])';

/**
 * Sources: Kubernetes "Recommended Labels" (`app.kubernetes.io/version`); Helm "Labels and Annotations" (`helm.sh/chart` must not stand in
 * selectors); Kubernetes "Well-Known Labels" (`pod-template-hash`, `controller-revision-hash`); Istio "Application Requirements" (`version`
 * tells the releases of one program).
 */
export const unstableLabels: readonly UnstableLabel[] = [
  { key: /^(helm\.sh\/)?chart$/, value: /-v?\d+\.\d+/, says: 'the version of the chart' },
  { key: /^(app\.)?chart-?version$/i, value: /\d/, says: 'the version of the chart' },
  { key: /^app\.kubernetes\.io\/version$/, value: /\d/, says: 'the version of the program' },
  {
    key: /^(rollouts-)?pod-template-hash$|^controller-revision-hash$/,
    value: /./,
    says: 'the hash of one revision, which a controller writes',
  },
  {
    key: new RegExp(`${last}(git-?)?(commit|sha|sha1|sha256|digest|checksum)(-?(sha|hash|id))?$`, 'i'),
    value: /^(?=.*\d)[0-9a-f]{6,64}$/i,
    says: 'a commit or checksum',
  },
  {
    key: new RegExp(
      `${last}((build|release|run|pipeline|workflow|deploy(ed|ment)?)[._-]?(id|number|no|date|time|timestamp|sha)|build|(git-?)?rev(ision)?)$`,
      'i',
    ),
    value: /^(?=.*\d)[\w.:-]+$/,
    says: 'one build, run or release',
  },
  { key: /./, value: /^([0-9a-f]{40}|[0-9a-f]{64}|\d{4}-\d{2}-\d{2}.*)$/, says: 'a hash or a date' },
  { key: /^version$/, value: /\d+\.\d+/, says: 'a version', isConvention: true },
];
