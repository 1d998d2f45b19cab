const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Written in two words, read as one. */
export const phrases: readonly (readonly [RegExp, string])[] = [
  [/\bload-balancer\b/g, 'loadbalancer'],
  [/\bnode-port\b/g, 'nodeport'],
  [/\bcluster-ip\b/g, 'clusterip'],
  [/\bstateful-set\b/g, 'statefulset'],
  [/\bdaemon-set\b/g, 'daemonset'],
  [/\bnetwork-policy\b/g, 'networkpolicy'],
  [/\bdisruption-budget\b/g, 'pdb'],
];

/** Mere affixes: they say what an object is or how Kubernetes serves it, never what program it is about. */
export const affixes = words(
  `svc service services headless hl lb loadbalancer nodeport np clusterip deployment deploy dep statefulset sts
   daemonset ds rollout pod pods rs rc pdb poddisruptionbudget netpol networkpolicy`,
);

/** Mere affixes that also stand in front. */
export const prefixes = words('svc service deployment deploy pdb netpol');

/** Another side of the same program: how it is reached, or what it tells. */
export const aspects = words(
  `internal external public private http https grpc tcp udp rest ws websocket metrics monitoring admin management mgmt
   debug health webhook webhooks peer peers ring gossip memberlist raft discovery`,
);

/** Aspects that say only from where a program is reached. */
export const reach = words('internal external public private');

/** Aspects that say how it is reached. */
export const transports = words('internal external public private http https grpc tcp udp');

/** What stands beside a program and is another one. */
export const things = words(
  `exporter worker workers proxy gateway backup backups cron job jobs ui agent sidecar migration migrations migrate init test
   tests db database cache queue broker backend frontend search mail mailer scheduler consumer producer operator controller
   console dashboard client loader seed`,
);

/** Names an environment: what is of two of them is never put behind one Service on purpose. */
export const environmentWord = /^(prod|production|stage|staging|dev|test|qa)$/;

/** Tells twins apart: numbers, versions, environments, releases, roles of replicas. */
export const twinWord =
  /^(v?\d+|[a-z]|prod|production|stage|staging|dev|test|qa|canary|stable|baseline|preview|active|blue|green|primary|secondary|master|slave|leader|follower|replica|replicas|reader|writer|read|write|ro|rw)$/;

/** Says on what machines a twin runs: node agents have one for each. */
export const platformWord = /^(linux|windows|amd64|arm64|arm|x86|gpu|cpu)$/;

/** Names a release that stands beside another of the same program. */
export const releaseWord = /^(v\d+|canary|stable|baseline|preview|active|blue|green|experiment|shadow)$/;

/** Says that all of a program's pods find one another there. */
export const ringWord = /^(ring|gossip|memberlist|peers?|raft|discovery|cluster)$/;
