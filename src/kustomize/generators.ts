import type { Path } from '../data/path';
import { asList, asMap, asString, type Data, textsOf } from '../data/values';
import { noRows } from '../kinds';
import type { Resource } from '../model/resource';
import { isCalled } from './identity';
import { type Instance, withMetadata } from './instance';
import { PatchError } from './patch-error';

/** An entry of `configMapGenerator` or `secretGenerator`. */
export interface Generator {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly entry: Path;
  readonly args: Data;
  /** `generatorOptions` of the kustomization. */
  readonly options: Data;
}

/** The generators of a kustomization, its keys in kustomize's own spelling. */
export function generatorsOf(value: Data): readonly Generator[] {
  const options = asMap(value.generatorOptions) ?? {};
  const of = (field: string, kind: Generator['kind']) =>
    asList(value[field]).map((args, i) => ({ kind, entry: [field, i], args: asMap(args) ?? {}, options }));
  return [...of('configMapGenerator', 'ConfigMap'), ...of('secretGenerator', 'Secret')];
}

/**
 * What has been gathered, with what a generator makes: an object more, or one that is there with other data. It counts only as the source of
 * replacements and the target of patches. Source: kustomize v5.8, api/resmap/reswrangler.go (`appendReplaceOrMerge`).
 * @throws PatchError where kustomize refuses it
 */
export function generated(
  instances: readonly Instance[],
  generator: Generator,
  { kustomization, via, isWhole }: { kustomization: Resource; via: readonly string[]; isWhole: boolean },
): readonly Instance[] {
  const { args, entry } = generator;
  const value = made(generator);
  const source: Resource = {
    ...kustomization,
    listPath: entry,
    apiVersion: 'v1',
    group: '',
    kind: generator.kind,
    rows: noRows,
    name: asString(args.name) ?? '',
    namespace: asString(args.namespace) ?? '',
    annotations: {},
    value,
  };
  const fresh: Instance = {
    source,
    via,
    value,
    formerly: [],
    patches: [],
    commonLabels: [],
    cells: [],
    ...(hasFiles(args) && { isPartial: true }),
  };
  const [same, another] = instances.filter(isCalled(value));
  const keeps = args.behavior === 'merge' || args.behavior === 'replace';
  if (another) throw new PatchError('several objects have its name');
  if (!same && keeps && isWhole) throw new PatchError(`there is nothing to ${args.behavior}`);
  if (same && !keeps) throw new PatchError('there is such an object already; `behavior` must be merge or replace');
  if (!same) return keeps ? instances : [...instances, fresh];
  return instances.map(instance => (instance === same ? renewed(same, fresh, args.behavior === 'merge') : instance));
}

const hasFiles = ({ files, envs, env }: Data): boolean =>
  asList(files).length > 0 || asList(envs).length > 0 || (asString(env) ?? '') !== '';

function renewed(same: Instance, fresh: Instance, merges: boolean): Instance {
  const labels = { ...textsOf(asMap(same.value.metadata)?.labels), ...textsOf(asMap(fresh.value.metadata)?.labels) };
  const data = { ...(merges && textsOf(same.value.data)), ...textsOf(fresh.value.data) };
  const isPartial = fresh.isPartial || (merges && same.isPartial);
  const { isPartial: _, ...rest } = same;
  return { ...rest, value: { ...withMetadata(same.value, { labels }), data }, ...(isPartial && { isPartial }) };
}

function made({ kind, args, options }: Generator): Data {
  const own = asMap(args.options);
  const texts = (key: string) => ({ ...textsOf(options[key]), ...textsOf(own?.[key]) });
  const namespace = asString(args.namespace);
  const data: Record<string, string> = Object.create(null);
  for (const literal of asList(args.literals)) {
    const [, key, value = ''] = /^([^=]+)=(.*)$/s.exec(asString(literal) ?? '') ?? [];
    if (key === undefined) throw new PatchError(`literal '${literal}' must be of the form key=value`);
    if (Object.hasOwn(data, key)) throw new PatchError(`key '${key}' stands there twice`);
    const text = /^(["'])(.*)\1$/s.exec(value)?.[2] ?? value;
    data[key] = kind === 'Secret' ? encoded(text) : text;
  }
  const metadata = {
    name: asString(args.name) ?? '',
    ...(namespace && { namespace }),
    labels: texts('labels'),
    annotations: texts('annotations'),
  };
  return { apiVersion: 'v1', kind, metadata, data };
}

/** As kustomize writes it: what is long, in lines of 70 characters. Source: kustomize v5.8, kyaml/yaml/datamap.go (`encodeBase64`). */
function encoded(text: string): string {
  const whole = Buffer.from(text).toString('base64');
  return whole.length < 70 ? whole : whole.replace(/.{1,70}/g, '$&\n');
}
