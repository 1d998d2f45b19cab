import type { Check } from './checks';
import { optionsSchema } from './config/schema';
import { formats } from './report';

type DescribedCheck = Pick<Check, 'id' | 'severity' | 'summary'>;

/** All that there is to say, as `check --help` prints it. */
export const help = (checks: readonly DescribedCheck[]): string =>
  `${briefHelp(checks)}
Checks:

${checks.map(({ id, severity, summary }) => `  ${id} (${severity})\n      ${summary}`).join('\n')}
`;

/** What `--help` prints, and `kpt fn doc` shows: all but the checks. */
export function briefHelp(checks: readonly Pick<Check, 'id'>[]): string {
  const options = Object.entries(optionsSchema(checks.map(({ id }) => id)).properties ?? {}).map(
    ([name, { description = '', enum: values, default: fallback }]) => {
      const allowed = values
        ? ` (${values.join(' | ')}; ${String(fallback)})`
        : typeof fallback === 'string'
          ? ` (${fallback})`
          : '';
      return `  ${name}${allowed}\n      ${description}`;
    },
  );
  return `component-labels gives every workload a component label of its own and writes it into the selectors that mean it.

It is a KRM function: a ResourceList on stdin, the repaired ResourceList with results on stdout.

  kpt fn eval DIR --exec component-labels
  kpt fn eval DIR --image REGISTRY/component-labels -- mode=Validate
  kustomize build --enable-alpha-plugins --enable-exec DIR
  component-labels < resource-list.yaml

It is a command too, which says what is wrong with manifests and changes nothing:

  component-labels check [--output FORMAT[=FILE]]... [--config FILE] [PATH...]
  kustomize build DIR | component-labels check

  PATH        files and directories (with what their kustomizations build upon); '-' or none is stdin
  --output    ${Object.keys(formats).join(', ')}; to stdout, or to FILE
  --config    a functionConfig; its \`mode\` does not matter

  --help      this text; 'component-labels check --help' lists the checks as well
  --version   the version

functionConfig: v1 ConfigMap (data: the plain options) or fn.kpt.dev/v1alpha1 ComponentLabels (spec):

${options.join('\n')}

Exit code 0: no error; 1: something is wrong that was not repaired; 2: input or configuration can't be understood.
`;
}
