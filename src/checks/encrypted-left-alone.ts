import { isEncrypted } from '../model/encrypted';
import { refOf } from '../model/resource';
import { isFirst } from '../model/workload';
import type { Check } from './check';

/** A workload whose document SOPS encrypted in part, so that only SOPS may write to it. */
export const encryptedLeftAlone: Check = {
  id: 'encrypted-left-alone',
  severity: 'info',
  summary: 'A workload stands in a document that SOPS encrypted: it is never edited.',
  find: ({ model, bindings, components, config: { mode, label } }) =>
    model.workloads
      .filter(workload => mode === 'Fix' && isFirst(workload) && isEncrypted(workload.resource))
      .filter(({ podLabels }) => podLabels[label] === undefined)
      .map(workload => {
        const isHarmed = bindings.some(
          ({ selects, foreign }) => foreign.length > 0 && selects.some(({ place }) => place === workload.place),
        );
        const value = components.of(workload)?.value;
        return {
          resource: workload.resource,
          path: ['sops'],
          isPlace: true,
          ...(isHarmed && { severity: 'warning' as const }),
          what: `${refOf(workload.resource)} stands in a document that SOPS encrypted, and any change but SOPS's own would break it, so it got no component label`,
          todo: `'sops edit' must write \`${label}: ${value ?? 'VALUE'}\` into its selector and its pod labels, if it is to have one`,
        };
      }),
};
