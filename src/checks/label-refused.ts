import type { Finding } from '../diagnostic';
import { names } from '../words';
import type { Check } from './check';

/** A component that was not written, because all of its edits together would have broken something. */
export const labelRefused: Check = {
  id: 'label-refused',
  severity: 'error',
  summary: 'A component label was not written, because it would break another selector or can not be written safely.',
  find: ({ refused }) =>
    refused.map(({ workloads, selector, reason }): Finding => {
      const [first] = workloads;
      const resource = selector?.resource ?? first?.resource;
      return {
        ...(resource && { resource }),
        ...(selector && { path: selector.path }),
        about: names(workloads),
        what: `the component label of ${names(workloads)} was not written: ${reason}`,
        todo: 'that must be mended, or the meaning of the selector said by annotation or functionConfig',
      };
    }),
};
