import { formatPath } from '../data/path';
import type { Check } from './check';

/** One edit of this run. */
export const labelWritten: Check = {
  id: 'label-written',
  severity: 'info',
  summary: 'A component label was written.',
  tellsOfEdits: true,
  find: ({ edits }) =>
    edits.map(({ resource, path, proposedValue, evidence }) => ({
      resource,
      path,
      proposedValue,
      what: `${resource.kind} '${resource.name}': \`${formatPath(path)}\` is now '${proposedValue}' (${evidence})`,
    })),
};
