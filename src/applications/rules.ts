/** What counts as applied together, and what is never compared. README's table is made of these rows. */
export interface ApplicationRule {
  readonly id: 'stream' | 'root' | 'package' | 'chart' | 'directory' | 'alternatives' | 'selectors';
  readonly what: string;
  readonly means: string;
}

/** The definition of an application: what one `kubectl apply` would bring into a cluster together. */
export const applicationRules: readonly ApplicationRule[] = [
  {
    id: 'stream',
    what: 'one stream',
    means: 'what comes without file paths: rendered input, stdin, a build inside kustomize',
  },
  { id: 'root', what: 'a root', means: 'what a kustomization builds that no other one includes' },
  { id: 'package', what: 'a package', means: 'the files below a Kptfile, down to the next Kptfile' },
  { id: 'chart', what: "a chart's output", means: 'what `helm template --output-dir` wrote, subcharts included' },
  { id: 'directory', what: 'a directory', means: 'the files of one directory that nothing above takes' },
  {
    id: 'alternatives',
    what: 'alternatives',
    means:
      'files that define one object twice (equal kind, namespace and name, whatever API version) can not be applied together: each is an application, with the files of its directory that are in no such conflict',
  },
  {
    id: 'selectors',
    what: 'what selectors join',
    means:
      'a Service, budget, policy, monitor, reference or annotation whose target is in another directory, the nearest, and not in its own: the two are one application',
  },
];
