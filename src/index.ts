import type { Configs, KptFunc } from 'kpt-functions';
import { analyse } from './analyse';
import { checks } from './checks';
import { readConfig } from './config/read';
import { help } from './help';
import { kindTable } from './kinds';
import { resourcesFrom } from './krm/resources';
import { type Result, toResults } from './krm/results';

const checkIds = checks.map(({ id }) => id);

/**
 * The function for programs that compose functions with the kpt-functions SDK: same stages, on the SDK's objects, which it
 * mutates as the SDK's contract wants.
 * @throws InputError where objects or functionConfig can't be understood
 */
export const componentLabels: KptFunc = Object.assign(
  async (configs: Configs): Promise<void> => {
    const config = readConfig(configs.getFunctionConfig(), checkIds);
    const objects = configs.getAll();
    const input = resourcesFrom(structuredClone(objects), kindTable(config.kinds));
    const { edits, diagnostics } = analyse(input, config);
    for (const { resource, path, proposedValue } of edits) {
      set(objects[resource.item] as unknown as Record<string, unknown>, [...resource.listPath, ...path], proposedValue);
    }
    configs.addResults(...toResults(diagnostics).map(sdkResult));
  },
  { usage: help(checks) },
);

type SdkResult = Parameters<Configs['addResults']>[0];

/** The SDK's names for a result's parts (`warn`, `suggestedValue`) are not the specification's. */
function sdkResult({ severity, resourceRef, field, ...result }: Result): SdkResult {
  return {
    ...result,
    tags: { ...result.tags },
    severity: severity === 'warning' ? 'warn' : severity,
    ...(resourceRef && { resourceRef: { ...resourceRef, namespace: resourceRef.namespace ?? '' } }),
    ...(field && {
      field: { path: field.path, currentValue: json(field.currentValue), suggestedValue: json(field.proposedValue) },
    }),
  } as SdkResult;
}

const json = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

function set(root: Record<string | number, unknown>, path: readonly (string | number)[], value: string): void {
  let at = root;
  for (const key of path.slice(0, -1)) {
    at[key] ??= {};
    at = at[key] as Record<string | number, unknown>;
  }
  at[path.at(-1) as string] = value;
}
