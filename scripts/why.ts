import { readFileSync } from 'node:fs';
import { analyse } from '../src/analyse';
import { disk } from '../src/cli/disk';
import { itemOf } from '../src/cli/document-items';
import { readInputs } from '../src/cli/read-inputs';
import { defaultConfig } from '../src/config';
import { formatPath } from '../src/data/path';
import { kindTable } from '../src/kinds';
import type { Input } from '../src/krm/classify';
import { readResources, resourcesFrom } from '../src/krm/resources';
import { cut } from '../src/krm/stream';
import { formatSelector } from '../src/labels/label-selector';
import { type Binding, type Candidate, formatReasons, resolve } from '../src/meaning';
import { understand } from '../src/meaning/received';
import { readStated } from '../src/meaning/stated';
import type { Workload } from '../src/model';
import type { Diagnostic } from '../src/model/finding';
import { type Resource, refOf, settingOf, sourcePlaceOf } from '../src/model/resource';
import { readCase, resourceList } from '../test/cases';

/**
 * What the program thinks of the selectors in files, for whoever works on it: the binding of each, and what mode Fix says of its resource.
 * @param name `Kind/name` of the one resource that is asked about
 */
export async function why(path: string, name?: string): Promise<string> {
  const input = await inputOf(path);
  const { model, authored, unknownKinds } = understand(input, defaultConfig);
  const bindings = resolve(model, readStated(model, defaultConfig), defaultConfig, authored, unknownKinds);
  const { diagnostics } = analyse(input, defaultConfig);
  const asked = bindings.filter(({ selector: { resource } }) => name === undefined || refOf(resource) === name);
  return asked.length === 0
    ? `no selector of ${name} is here; there are those of ${[...new Set(bindings.map(({ selector }) => refOf(selector.resource)))].join(', ')}`
    : asked.map(binding => told(binding, diagnostics)).join('\n\n');
}

/** Files and directories as `check` reads them; a fixture as the tests do, workloads in one line and `# file:` included. */
async function inputOf(path: string): Promise<Omit<Input, 'trees'>> {
  if (/(^|\/)test\/cases\/[^/]+\.yaml$/.test(path)) {
    const { given } = readCase(readFileSync(path, 'utf8'));
    return readResources(cut(resourceList(given)), kindTable());
  }
  const { documents } = await readInputs([path], { ...disk, stdin: async () => undefined });
  return resourcesFrom(documents.map(itemOf), kindTable());
}

function told(binding: Binding, diagnostics: readonly Diagnostic[]): string {
  const { selector, selects, means, foreign, verdict, level, ground, evidence, candidates = [] } = binding;
  const { resource, path } = selector;
  const setting = settingOf(resource);
  const rows: readonly (readonly [string, string])[] = [
    ['asks for', formatSelector(selector.asks)],
    ['selects', refs(selects)],
    ['means', `${refs(means)} (verdict ${verdict}, ground ${ground}${level ? `, level ${level}` : ''})`],
    ['evidence', evidence],
    ['foreign', refs([...foreign])],
    ...candidates.map(candidate => ['candidate', reasons(candidate)] as const),
    ...saidOf(resource, diagnostics).map(said => ['said', said] as const),
  ];
  const head = `${refOf(resource)} ${formatPath(path)}${setting === undefined ? '' : `, in '${setting}'`}`;
  return [head, ...rows.filter(([, text]) => text !== '').map(([key, text]) => `  ${key.padEnd(10)}${text}`)].join(
    '\n',
  );
}

const refs = (workloads: readonly Workload[]): string => workloads.map(({ ref }) => ref).join(', ');

const reasons = ({ workload, ...all }: Candidate): string =>
  [
    workload.ref,
    all.for.length > 0 && `for: ${formatReasons(all.for)}`,
    all.against.length > 0 && `against: ${formatReasons(all.against)}`,
  ]
    .filter(Boolean)
    .join('; ');

const saidOf = (resource: Resource, diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics
    .filter(({ resource: about }) => about !== undefined && sourcePlaceOf(about) === sourcePlaceOf(resource))
    .map(({ severity, message, check }) => `${severity}: ${message} [${check}]`);
