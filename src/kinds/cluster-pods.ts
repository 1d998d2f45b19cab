/** Labels of pods that every cluster has, of which an application's manifests hold none. */
export interface ClusterPods {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

const system = (labels: ClusterPods['labels']): ClusterPods => ({ namespace: 'kube-system', labels });

/**
 * Sources: Kubernetes cluster/addons/dns (CoreDNS bears the label of its forerunner) and kube-proxy; kubeadm, static pods of the control
 * plane (app/util/staticpod).
 */
export const clusterPods: readonly ClusterPods[] = [
  system({ 'k8s-app': 'kube-dns' }),
  system({ 'k8s-app': 'kube-proxy' }),
  ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'].map(component =>
    system({ component, tier: 'control-plane' }),
  ),
];
