import { unrolledBy } from '../src/facts/unrolled';
import { unrolledKinds } from '../src/kinds';
import { modelOf } from './model-of';

const apiVersions: Readonly<Record<string, string>> = {
  '': 'v1',
  apps: 'apps/v1',
  'apps.openshift.io': 'apps.openshift.io/v1',
  'argoproj.io': 'argoproj.io/v1alpha1',
  'apps.kruise.io': 'apps.kruise.io/v1beta1',
};

/** A workload in which the field has the value. */
function manifest(group: string, kind: string, path: string, value: unknown): string {
  const [, ...keys] = path.split('/');
  const inner = keys.reduceRight<unknown>((rest, key) => ({ [key]: rest }), value) as object;
  const selector =
    kind === 'ReplicationController' || kind === 'DeploymentConfig' ? { app: 'a' } : { matchLabels: { app: 'a' } };
  const template = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'a' }] } };
  return JSON.stringify({
    apiVersion: apiVersions[group],
    kind,
    metadata: { name: 'a' },
    spec: { selector, template, ...inner },
  });
}

const why = (text: string) => modelOf(text).model.workloads.map(unrolledBy);

test.each(unrolledKinds.map(row => [`${row.kind}.${row.group} ${row.by?.[0] ?? ''}`, row] as const))(
  '%s',
  (_, { group, kind, by }) => {
    const [path, is] = by ?? ['spec/x', true];
    const [yes, no] = is === 'more than none' ? [2, 0] : is === true ? [true, false] : [is, 'RollingUpdate'];
    expect(why(manifest(group, kind, path, yes))).toEqual([expect.any(String)]);
    if (by) expect(why(manifest(group, kind, path, no))).toEqual([undefined]);
    if (by) expect(why(manifest(group, kind, 'spec/x', true))).toEqual([undefined]);
  },
);

test('a share of pods is more than none, and no share is none', () => {
  const path = 'spec/updateStrategy/partition';
  expect(why(manifest('apps.kruise.io', 'CloneSet', path, '50%'))).toEqual(['`partition: 50%`']);
  expect(why(manifest('apps.kruise.io', 'CloneSet', path, '0%'))).toEqual([undefined]);
});
