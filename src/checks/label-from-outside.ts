import { formatPath } from '../data/path';
import { type ChangedSelector, type OutsideWrite, outsideWrites } from '../facts/outside-labels';
import { trackingLabel } from '../kinds';
import type { Finding } from '../model/finding';
import { refOf } from '../model/resource';
import { list, names } from '../model/wording';
import type { Check } from './check';

/** Labels that kpt, Argo CD or Flux write, after which selectors select what they did not. */
export const labelFromOutside: Check = {
  id: 'label-from-outside',
  severity: 'error',
  summary: 'Labels that kpt, Argo CD or Flux write make selectors select other pods.',
  find: ({ model, labellers, edits }) =>
    labellers.length === 0
      ? []
      : outsideWrites(model, labellers, edits).flatMap(write => (write.changes.length > 0 ? [told(write)] : [])),
};

function told({ labeller, path, labels, row, changes }: OutsideWrite): Finding {
  const pairs = Object.entries(labels).map(([key, value]) => `'${key}=${value}'`);
  const tracking = trackingLabel in labels ? `; '${trackingLabel}' is Argo CD's own tracking label as well` : '';
  const effects = changes.map(effect);
  return {
    resource: labeller,
    path,
    what: `\`${formatPath(path)}\` of ${refOf(labeller)} has ${row.writer} write ${list(pairs)} over what tells pods apart: ${list(effects)}${tracking}`,
    todo: 'each of these workloads must have a `component` label of its own, or these labels must go under a key that tells no workloads apart',
  };
}

function effect({ selector: { resource, role }, gains, loses }: ChangedSelector): string {
  const who = role === 'own' ? `the selector of ${refOf(resource)}` : `${resource.kind} '${resource.name}'`;
  const more = gains.length > 0 ? `reaches ${names(gains)} as well` : '';
  const less = loses.length > 0 ? `no longer reaches ${names(loses)}` : '';
  return `${who} ${[more, less].filter(Boolean).join(' and ')}`;
}
