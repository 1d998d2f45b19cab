/**
 * Applications whose truth is known, as a judge of what is inferred. What holds in this world, and no more:
 *
 * - a Service or budget whose name equals a workload's means that workload (and perhaps its releases). The same where the names differ
 *   by affixes (svc, service, headless, lb), by an aspect of the program (metrics, grpc, admin, internal), or where the workload's name only has words in front;
 * - declared ports are true. A workload declares all ports that it serves or none; some of them only where whatever means it bears its name;
 * - what a workload names as its Service means it;
 * - of all else a Service may be called anything: an alias, after its client and what it is to that (`orders-db` of the database
 *   of `orders`), after a kind of thing, after nothing;
 * - a Service may mean pods that an operator makes: then no workload here declares its port;
 * - what one Service means together is one program: releases, a gossip ring, an exporter in several kinds, roles of one image …
 */
export interface World {
  readonly common: Readonly<Record<string, string>>;
  readonly workloads: readonly Member[];
  readonly selectors: readonly Meaning[];
  /** Workloads that autoscalers scale. */
  readonly scaled: readonly Member[];
}

/** A workload. */
export interface Member {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** One program: what may be meant together bears one number. */
  readonly family: number;
  readonly form: string;
  readonly image: string;
  readonly declares: readonly number[];
  readonly serves: readonly number[];
  /** What the common label left of its labels. */
  readonly labels: Readonly<Record<string, string>>;
  /** Which of these its own selector asks for. */
  readonly asked: readonly string[];
  /** The common label reaches its pods. */
  readonly reached: boolean;
  readonly job: boolean;
  readonly services: readonly string[];
  /** Terms in its PodSpec: anti-affinity and spread mean its own pods, affinity those of another. */
  readonly apart: boolean;
  readonly near?: number;
}

/** A selector and what it means. */
export interface Meaning {
  readonly kind: 'Service' | 'PodDisruptionBudget' | 'NetworkPolicy';
  readonly name: string;
  readonly namespace: string;
  /** Ids of workloads; none for pods that an operator makes. */
  readonly means: readonly number[];
  /** How it got its name, for reports of what went wrong. */
  readonly naming: string;
  readonly asks: Readonly<Record<string, string>>;
  readonly ports: readonly number[];
  readonly portNames: boolean;
  readonly headless: boolean;
}

export const portName = (port: number): string =>
  ({ 9090: 'metrics', 50051: 'grpc', 8081: 'admin' })[port] ?? `p${port}`;
