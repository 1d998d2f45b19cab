import { type Meaning, type Member, portName, type World } from './world';

// biome-ignore lint/suspicious/noExplicitAny: manifests are whatever YAML holds
export type Manifest = any;

const groups: Readonly<Record<string, string>> = {
  Pod: 'v1',
  ReplicationController: 'v1',
  DeploymentConfig: 'apps.openshift.io/v1',
  Rollout: 'argoproj.io/v1alpha1',
  CronJob: 'batch/v1',
  Job: 'batch/v1',
};
const mapForm: ReadonlySet<string> = new Set(['ReplicationController', 'DeploymentConfig']);
const picked = (labels: Readonly<Record<string, string>>, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(labels).filter(([key]) => keys.includes(key)));

/** The manifests of a world, as they are once its common label has been written. */
export function manifestsOf(world: World): Manifest[] {
  const labelsOf = ({ reached, labels, name }: Member) => ({
    ...(reached ? world.common : Object.fromEntries(Object.keys(world.common).map(key => [key, name]))),
    ...labels,
  });
  const byId = new Map(world.workloads.map(member => [member.id, member]));
  const term = (matchLabels: Manifest) => ({ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels } });
  const ownLabels = (member: Member) => picked(labelsOf(member), [...Object.keys(world.common), ...member.asked]);
  const affinity = (member: Member) => {
    const other = member.near === undefined ? undefined : byId.get(member.near);
    const required = 'requiredDuringSchedulingIgnoredDuringExecution';
    return {
      ...(member.apart && { podAntiAffinity: { [required]: [term(ownLabels(member))] } }),
      ...(other?.reached && { podAffinity: { [required]: [term(world.common)] } }),
    };
  };
  const pods = (member: Member) => ({
    metadata: { labels: labelsOf(member) },
    spec: {
      ...((member.apart || member.near !== undefined) && member.reached && { affinity: affinity(member) }),
      ...(member.job && { restartPolicy: 'Never' }),
      containers: [
        {
          name: 'main',
          image: member.image,
          ...(member.declares.length > 0 && {
            ports: member.declares.map(port => ({ name: portName(port), containerPort: port })),
          }),
        },
      ],
    },
  });
  const workload = (member: Member): Manifest => {
    const { kind, name, namespace, services } = member;
    const metadata = { name, namespace };
    const apiVersion = groups[kind] ?? 'apps/v1';
    const template = pods(member);
    const matchLabels = ownLabels(member);
    if (kind === 'Pod')
      return { apiVersion, kind, metadata: { ...metadata, ...template.metadata }, spec: template.spec };
    if (kind === 'Job') return { apiVersion, kind, metadata, spec: { template } };
    if (kind === 'CronJob')
      return { apiVersion, kind, metadata, spec: { schedule: '@daily', jobTemplate: { spec: { template } } } };
    return {
      apiVersion,
      kind,
      metadata,
      spec: {
        ...(kind === 'StatefulSet' && services[0] !== undefined && { serviceName: services[0] }),
        ...(kind === 'Rollout' && { strategy: strategy(services) }),
        selector: mapForm.has(kind) ? matchLabels : { matchLabels },
        template,
      },
    };
  };
  const scaler = ({ kind, name, namespace }: Member): Manifest => ({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace },
    spec: { scaleTargetRef: { apiVersion: groups[kind] ?? 'apps/v1', kind, name }, maxReplicas: 5 },
  });
  const scalable = ({ kind }: Member) => kind !== 'Pod' && kind !== 'DaemonSet';
  return [
    ...world.selectors.map(one => selector(one, { ...world.common, ...one.asks })),
    ...world.workloads.map(workload),
    ...world.scaled.filter(scalable).map(scaler),
  ];
}

function strategy([first, second]: readonly string[]): Manifest {
  if (first === undefined) return { canary: {} };
  return second === undefined
    ? { blueGreen: { activeService: first } }
    : { canary: { stableService: first, canaryService: second } };
}

function selector({ kind, name, namespace, ports, portNames, headless }: Meaning, asked: Manifest): Manifest {
  const metadata = { name, namespace };
  if (kind === 'PodDisruptionBudget')
    return { apiVersion: 'policy/v1', kind, metadata, spec: { maxUnavailable: 1, selector: { matchLabels: asked } } };
  if (kind === 'NetworkPolicy')
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind,
      metadata,
      spec: { podSelector: { matchLabels: asked }, policyTypes: ['Ingress'] },
    };
  return {
    apiVersion: 'v1',
    kind,
    metadata,
    spec: {
      ...(headless && { clusterIP: 'None' }),
      selector: asked,
      ports: ports.map(port => ({
        name: `n${port}`,
        port,
        ...(portNames && { targetPort: portName(port) }),
      })),
    },
  };
}
