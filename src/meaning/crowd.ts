import { groupedByEach } from '../data/grouped';
import { remembered } from '../data/remembered';
import type { Workload } from '../model';
import type { Resource } from '../model/resource';
import { releaseOf } from './names';
import { repositoriesOf, stemKey } from './variants';

/**
 * Workloads by what may tie one of them to another, so that nobody has to look at all of them: thousands of Services may select one list.
 */
export interface Crowd {
  readonly byIdentity: ReadonlyMap<string, readonly Workload[]>;
  /** Those that name a Service as their own, by the Service's name. */
  readonly byService: ReadonlyMap<string, readonly Workload[]>;
  readonly byProgram: ReadonlyMap<string, readonly Workload[]>;
  readonly byImage: ReadonlyMap<string, readonly Workload[]>;
  /** Those that declare ports, by the first word of the name and these ports. */
  readonly byStem: ReadonlyMap<string, readonly Workload[]>;
}

/** Remembered for the list. */
export const crowdOf = remembered((workloads: readonly Workload[]): Crowd => {
  const by = (keysOf: (workload: Workload) => readonly string[]) => groupedByEach(workloads, keysOf);
  return {
    byIdentity: by(({ identity }) => [identity]),
    byService: by(({ services }) => services),
    byProgram: by(workload => [releaseOf(workload).program]),
    byImage: by(repositoriesOf),
    byStem: by(workload => stemKey(workload) ?? []),
  };
});

const nobody: readonly Workload[] = [];

/** Those of the list that name the Service as their own (StatefulSet `serviceName`, a Rollout's stable and canary Services). */
export function referringAmong(
  workloads: readonly Workload[],
  { kind, name, authoredName }: Resource,
): readonly Workload[] {
  if (kind !== 'Service') return nobody;
  const { byService } = crowdOf(workloads);
  const found = [...new Set([name, authoredName])].flatMap(service => byService.get(service) ?? nobody);
  return found.length < 2 ? found : workloads.filter(workload => found.includes(workload));
}

/** Those of the list that run an image of the workload, or share its stem and its ports: it itself, too. */
export function kinOf(workload: Workload, workloads: readonly Workload[]): readonly Workload[] {
  const { byImage, byStem } = crowdOf(workloads);
  const stem = stemKey(workload)[0];
  const found = repositoriesOf(workload).flatMap(image => byImage.get(image) ?? nobody);
  return [...new Set([...found, ...((stem === undefined ? undefined : byStem.get(stem)) ?? nobody)])];
}

/** Those of the list that are of the workload's program, whatever release: it itself, too. */
export const programMates = (workloads: readonly Workload[], workload: Workload): readonly Workload[] =>
  crowdOf(workloads).byProgram.get(releaseOf(workload).program) ?? nobody;
