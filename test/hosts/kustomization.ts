import { resolve } from 'node:path';
import { type Files, filesIn, folder } from './folder';
import { type Ran, run } from './hosts';

const example = filesIn(resolve(__dirname, '../../examples/xdmod'));

/** A functionConfig that a kustomization can name; `runBy` says how kustomize runs the function. */
export function functionFile(runBy: string, spec: string): string {
  return `
apiVersion: fn.kpt.dev/v1alpha1
kind: ComponentLabels
metadata:
  name: component-labels
  annotations:
    config.kubernetes.io/function: |
      ${runBy}
spec: ${spec}
`;
}

/** The example with more in its kustomization, which sets the common label. */
export function exampleWith(lists: string, functions: Files): string {
  return folder({ ...example, ...functions, 'kustomization.yaml': `${example['kustomization.yaml']}\n${lists}\n` });
}

/** Plain manifests as a kustomization that sets no label. */
export function manifestsWith(manifests: string, lists: string, functions: Files): string {
  return folder({ ...functions, 'all.yaml': manifests, 'kustomization.yaml': `resources: [all.yaml]\n${lists}\n` });
}

export const alpha = '--enable-alpha-plugins';

export function build(kustomize: string, path: string, env: object = {}): Ran {
  return run(kustomize, ['build', alpha, '--enable-exec', path], { env });
}
