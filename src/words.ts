import type { Workload } from './model';
import { refOf } from './resource';
import { distinct } from './scope';

const most = 5;

/** `Deployment/a, Deployment/b and Job/c`; long lists are cut, and say so. */
export function list(words: readonly string[]): string {
  if (words.length > most) return `${words.slice(0, most).join(', ')} and ${words.length - most} more`;
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The workloads as references. */
export function names(workloads: readonly Workload[]): string {
  return list(distinct(workloads).map(({ resource }) => refOf(resource)));
}
