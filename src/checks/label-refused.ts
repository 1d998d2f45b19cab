import type { Finding } from '../diagnostic';
import type { Edit } from '../edit';
import type { Refusal } from '../plan';
import { formatPath, refOf } from '../resource';
import { names } from '../words';
import type { Check } from './check';

/** A component that was not written, because all of its edits together would have broken something. */
export const labelRefused: Check = {
  id: 'label-refused',
  severity: 'error',
  summary: 'A component label was not written, because it would break another selector or can not be written safely.',
  find: ({ refused, unplaced }) => [...refused.map(broken), ...unplaced.map(inlinePatch)],
};

function broken({ workloads, selector, reason }: Refusal): Finding {
  const resource = selector?.resource ?? workloads[0]?.resource;
  return {
    ...(resource && { resource }),
    ...(selector && { path: selector.path }),
    about: names(workloads),
    what: `the component label of ${names(workloads)} was not written: ${reason}`,
    todo: 'that must be mended, or the meaning of the selector said by annotation or functionConfig',
  };
}

/** A field that only a patch inside a kustomization file brings. */
function inlinePatch({ resource, path, proposedValue }: Edit): Finding {
  return {
    resource,
    path: path.slice(0, -1),
    proposedValue,
    severity: 'warning',
    what: `\`${formatPath(path.slice(0, -1))}\` of ${refOf(resource)} stands in an inline patch of a kustomization, where no label is written`,
    todo: `the patch must have \`${String(path.at(-1))}: ${proposedValue}\` there`,
  };
}
