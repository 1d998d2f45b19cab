import { formatPath } from '../data/path';
import { asList, asMap } from '../data/values';
import type { Instance } from './instance';
import type { Layer } from './layer';
import type { LabelStep } from './steps';

/** Before 5.8.2 `includeTemplates` wrote volume claim templates as well. */
export function tellOfClaims(
  { sections, entry = [] }: LabelStep,
  instances: readonly Instance[],
  { differs }: Layer,
): void {
  if (!sections.includes('templateLabels') || sections.includes('volumeClaimTemplateLabels')) return;
  const has = ({ value }: Instance) =>
    value.kind === 'StatefulSet' && asList(asMap(value.spec)?.volumeClaimTemplates).length > 0;
  const [first] = instances.filter(has);
  if (!first) return;
  const name = `StatefulSet/${first.source.name}`;
  differs(
    'templates-of-claims',
    `\`${formatPath(entry)}\``,
    `with \`includeTemplates\` reaches ${name}, which has volume claims`,
    entry.slice(0, -1),
  );
}
