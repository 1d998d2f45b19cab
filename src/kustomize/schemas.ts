import { asMap } from '../data/values';
import type { Step } from './steps';

/** Lists which a schema merges by key, and which hold selectors or ports. */
const byKey: ReadonlySet<string> = new Set(['topologySpreadConstraints', 'ports']);

/**
 * True for a patch whose lists a schema may merge otherwise than kustomize's own, so that selectors or ports are others.
 * Source: kustomize API reference, `openapi`.
 */
export const mergesBySchema = (step: Step): boolean =>
  step.kind === 'patch' && asMap(step.patch) !== undefined && holdsKeyed(step.patch);

function holdsKeyed(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, part]) => (byKey.has(key) && Array.isArray(part)) || holdsKeyed(part));
}
