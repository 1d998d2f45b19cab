import { remembered } from '../data/remembered';
import type { Workload } from '../model';
import { isAuxiliary, tokens } from './names';

const repository = (image: string): string => image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');

const portsOf = remembered((workload: Workload): string =>
  workload.containers
    .flatMap(({ ports }) => ports.map(port => `${port.number ?? port.name}/${port.protocol}`))
    .sort()
    .join(),
);

/** The first word of its name with its ports, as the key by which `shareStem` holds; none where it declares no port. */
export const stemKey = remembered((workload: Workload): readonly string[] => {
  const ports = portsOf(workload);
  return ports === '' ? [] : [`${tokens(workload.resource.authoredName)[0]} ${ports}`];
});

/** The repositories of the images that a workload runs. */
export const repositoriesOf = remembered((workload: Workload): readonly string[] =>
  workload.containers.flatMap(({ image }) => repository(image) || []),
);

/** True where both run one image: one thing in several pieces, or one program in several roles. */
export function shareImage(a: Workload, b: Workload): boolean {
  const images = repositoriesOf(a);
  return repositoriesOf(b).some(image => images.includes(image));
}

/** True where the names begin with one word, the ports are the same, and no word says that one stands beside the other. */
export function shareStem(a: Workload, b: Workload): boolean {
  if (isAuxiliary(a.resource.authoredName, b.resource.authoredName)) return false;
  const [stem] = stemKey(a);
  return stem !== undefined && stem === stemKey(b)[0];
}

/**
 * True where two workloads look like one thing in several pieces: releases, replicas, shards, roles of one image. Such
 * workloads are put behind one Service on purpose.
 */
export const areVariants = (a: Workload, b: Workload): boolean => shareImage(a, b) || shareStem(a, b);

/** The names that the images of a workload bear: `postgres` for `docker.io/library/postgres:16`. */
export const imageNames = (workload: Workload): readonly string[] =>
  repositoriesOf(workload).flatMap(image => image.split('/').at(-1) || []);
