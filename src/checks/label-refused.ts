import type { Config } from '../config';
import { formatPath } from '../data/path';
import type { Binding } from '../meaning';
import type { Workload } from '../model';
import type { Edit } from '../model/edit';
import type { Finding } from '../model/finding';
import { refOf } from '../model/resource';
import { names } from '../model/wording';
import type { Refusal } from '../repair/refusal';
import type { Check } from './check';

/** A component that was not written, because all of its edits together would have broken something. */
export const labelRefused: Check = {
  id: 'label-refused',
  severity: 'error',
  summary: 'A component label was not written, because it would break another selector or can not be written safely.',
  find: ({ bindings, refused, byHand, config: { mode } }) => [
    ...refused.map(refusal => broken(refusal, bindings, mode)),
    ...byHand.map(inlinePatch),
  ],
};

function broken(
  { workloads, selector, reason, cure, advice }: Refusal,
  bindings: readonly Binding[],
  mode: Config['mode'],
): Finding {
  const concerned = (w: Workload) => workloads.some(({ place }) => place === w.place);
  const isHarmless =
    (selector?.resource ?? workloads[0]?.resource)?.source !== undefined &&
    !bindings.some(({ selects, foreign }) => foreign.length > 0 && selects.some(concerned));
  const resource = selector?.resource ?? workloads[0]?.resource;
  const whose =
    workloads.length > 0 || !resource
      ? `the component label of ${names(workloads)}`
      : `the component label that keeps ${refOf(resource)} from foreign pods`;
  return {
    ...(resource && { resource }),
    ...(selector && { path: selector.path }),
    about: names(workloads),
    // Where nothing is wrong, a label that can't be written is no defect; what is wrong is told as such.
    ...((isHarmless || mode === 'Validate') && { severity: 'warning' as const }),
    what: mode === 'Fix' ? `${whose} was not written: ${reason}` : `mode 'Fix' can not write ${whose}: ${reason}`,
    todo: cure ?? 'that must be mended, or the meaning of the selector said by annotation or functionConfig',
    ...(advice && { advice }),
  };
}

/** A field that a patch writes, and that no edit of a file reaches. */
function inlinePatch({ resource, root, path, proposedValue }: Edit): Finding {
  const field = `\`${formatPath(path.slice(0, -1))}\``;
  return {
    resource,
    path: path.slice(0, -1),
    severity: 'warning',
    what: `${field} of ${refOf(resource)} is written by a patch on its way to kustomization '${root ?? resource.via[0] ?? ''}', and no label was written there`,
    todo: `that patch must have \`${String(path.at(-1))}: ${proposedValue}\``,
  };
}
