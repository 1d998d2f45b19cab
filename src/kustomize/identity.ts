import { compound } from '../data/compound';
import { asString, type Data } from '../data/values';
import { groupVersionOf } from '../model/resource';
import { type Id, type Instance, idOf, idsOf } from './instance';

/** Kinds without a namespace, by group. Source: kustomize v5.8, kyaml/openapi/openapi.go (`precomputedIsNamespaceScoped`). */
const clusterScoped: Readonly<Record<string, readonly string[]>> = {
  '': ['ComponentStatus', 'Namespace', 'Node', 'NodeProxyOptions', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    'MutatingWebhookConfiguration',
    'ValidatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'certificates.k8s.io': ['CertificateSigningRequest'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'networking.k8s.io': ['IngressClass'],
  'node.k8s.io': ['RuntimeClass'],
  policy: ['PodSecurityPolicy'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'scheduling.k8s.io': ['PriorityClass'],
  'storage.k8s.io': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
};

/** True of objects that kustomize puts into no namespace. */
export const isClusterScoped = ({ apiVersion, kind }: Data): boolean =>
  clusterScoped[groupVersionOf(apiVersion)[0]]?.includes(asString(kind) ?? '') === true;

/** The namespace as kustomize compares it. */
export const inDefault = (namespace: string): string => namespace || 'default';

/** Tells whether kustomize takes it for the object that a patch names: by any kind and name that it bore, in the group that it has now. */
export function isCalled({ apiVersion, ...rest }: Data): (instance: Instance) => boolean {
  const wanted = idOf(rest);
  const isNamed = (value: Data) => (id: Id) =>
    id.kind === wanted.kind &&
    id.name === wanted.name &&
    (isClusterScoped(value) || inDefault(id.namespace) === inDefault(wanted.namespace));
  return instance =>
    groupVersionOf(instance.value.apiVersion).join('/') === groupVersionOf(apiVersion).join('/') &&
    idsOf(instance).some(isNamed(instance.value));
}

/** The first object that has another's identity, which kustomize refuses. */
export function twinAmong<O extends Pick<Instance, 'value'>>(instances: readonly O[]): O | undefined {
  const seen = new Set<string>();
  return instances.find(({ value }) => {
    const { name, namespace } = idOf(value);
    const home = isClusterScoped(value) ? '' : inDefault(namespace);
    const key = compound(value.apiVersion, value.kind, name, home);
    return seen.has(key) || !seen.add(key);
  });
}
