/** A label that tells releases of one program that run beside one another. */
export interface ReleaseLabel {
  readonly key: RegExp;
  readonly value: RegExp;
}

const last = '(^|[./_-])';

/**
 * Sources: Istio "Application Requirements" (`version`); Kubernetes "Canary deployments" (`track`); the usual `color` or `slot` of blue/green.
 * A `release` or `deployment` without a number is Helm's, or the name of what runs.
 */
export const releaseLabels: readonly ReleaseLabel[] = [
  { key: new RegExp(`${last}(version|ver|revision|rev|colou?r|track|slot)$`, 'i'), value: /./ },
  {
    key: new RegExp(
      `${last}(release|build|tag|deploy|deployment|generation|iteration|commit|sha)([._-]?(id|number))?$`,
      'i',
    ),
    value: /\d/,
  },
  {
    key: /./,
    value:
      /^(v\d[\w.-]*|\d{3,}|\d+([._-]\d+)+|canary|stable|baseline|preview|active|blue|green|red|black|experiment|shadow|alpha|beta|rc\d*)$/i,
  },
];

/** Words of a name that may say which release of its program it is about, also where no label says so. */
export const releaseWords = /^(v?\d+|canary|stable|baseline|preview|active|blue|green|experiment|shadow)$/i;
