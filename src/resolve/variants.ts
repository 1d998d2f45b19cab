import type { Workload } from '../model';
import { isAuxiliary, tokens } from './names';

const repository = (image: string): string => image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');

const portsOf = (workload: Workload): string[] =>
  workload.containers.flatMap(({ ports }) => ports.map(port => `${port.number ?? port.name}/${port.protocol}`)).sort();

/**
 * True where two workloads look like one thing in several pieces: releases, replicas, shards, roles of one image. Such
 * workloads are put behind one Service on purpose.
 */
export function areVariants(a: Workload, b: Workload): boolean {
  const images = a.containers.map(container => repository(container.image));
  if (b.containers.some(container => container.image !== '' && images.includes(repository(container.image))))
    return true;
  if (isAuxiliary(a.resource.authoredName, b.resource.authoredName)) return false;
  const [stemA] = tokens(a.resource.authoredName);
  const [stemB] = tokens(b.resource.authoredName);
  const ports = portsOf(a);
  return stemA === stemB && ports.length > 0 && ports.join() === portsOf(b).join();
}
