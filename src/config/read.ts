import { deepFreeze } from '../data/freeze';
import { asMap, type Data, textOf } from '../data/values';
import { isLabelKey } from '../labels/label-selector';
import { InputError } from '../model/input-error';
import { type Config, defaultConfig } from '.';
import { configMapOptions, configSchema, optionsSchema, type Schema } from './schema';
import { problemsOfKinds } from './user-kind-problems';
import { rowsOfKinds } from './user-kinds';

/**
 * Reads a functionConfig: a `v1 ConfigMap`, a `fn.kpt.dev/v1alpha1 ComponentLabels`, or none.
 * @param checks the ids of all checks
 * @throws InputError naming every wrong field and what is allowed there
 */
export function readConfig(value: unknown, checks: readonly string[]): Config {
  if (value === undefined || value === null) return defaultConfig;
  const object = asMap(value);
  if (!object) throw new InputError(['functionConfig is no map; it must be a ConfigMap or a ComponentLabels']);
  const options = object.kind === 'ConfigMap' && object.apiVersion === 'v1' ? configMap(object) : ours(object, checks);
  const config: Config = { ...defaultConfig, ...options };
  if (!isLabelKey(config.label)) {
    throw new InputError([
      `functionConfig \`label\` is '${config.label}'; it must be a label key: an optional DNS prefix with '/', and a name of at most 63 letters, digits, '-', '_' or '.'`,
    ]);
  }
  if (config.items === 'Omit' && config.mode === 'Fix') {
    throw new InputError([
      "functionConfig `items` is 'Omit' while `mode` is 'Fix': the repaired items would be lost; `mode` must be 'Validate'",
    ]);
  }
  return deepFreeze(config);
}

const isPlain = (key: string): boolean => configMapOptions.some(option => option === key);

/** ConfigMap data as strings, however the host wrote them (`yes`, `5`). */
function configMap(object: Data): Partial<Config> {
  const data = asMap(object.data ?? {});
  if (!data) throw new InputError(['functionConfig `data` is no map; it must be one']);
  const given = Object.entries(data).filter(([, value]) => value !== null);
  const strings = Object.fromEntries(given.map(([key, value]) => [key, textOf(value)]));
  const { properties = {} } = optionsSchema([]);
  const others = Object.keys(strings).filter(key => Object.hasOwn(properties, key) && !isPlain(key));
  throwProblems(
    others.map(
      key =>
        `\`data.${key}\` can not stand in a ConfigMap; it must stand under \`spec\` of a 'fn.kpt.dev/v1alpha1' 'ComponentLabels'`,
    ),
  );
  const allowed = Object.fromEntries(configMapOptions.map(key => [key, properties[key] as Schema]));
  throwProblems(check(strings, { type: 'object', properties: allowed, additionalProperties: false }, '', 'data'));
  return strings;
}

function ours(object: Data, checks: readonly string[]): Partial<Config> {
  const isOurs = object.kind === 'ComponentLabels' && object.apiVersion === 'fn.kpt.dev/v1alpha1';
  if (!isOurs) {
    throw new InputError([
      `functionConfig is apiVersion '${textOf(object.apiVersion ?? '')}', kind '${textOf(object.kind ?? '')}'; it must be 'v1' 'ConfigMap' or 'fn.kpt.dev/v1alpha1' 'ComponentLabels'`,
    ]);
  }
  const spec = withOff(asMap(object.spec) ?? {});
  throwProblems(
    check(
      { ...object, spec: object.spec === null ? {} : asMap(object.spec) ? spec : (object.spec ?? {}) },
      configSchema(checks),
      '',
    ),
  );
  const { kinds, ...given } = Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== null));
  if (kinds === undefined) return given;
  throwProblems(problemsOfKinds(kinds as UserKinds));
  return { ...given, kinds: rowsOfKinds(kinds as UserKinds) };
}

type UserKinds = Parameters<typeof rowsOfKinds>[0];

/** `off` without quotes is `false` to YAML 1.1 writers. */
function withOff(spec: Data): Data {
  const checks = asMap(spec.checks);
  if (!checks) return spec;
  const entries = Object.entries(checks).map(([id, severity]) => [id, severity === false ? 'off' : severity]);
  return { ...spec, checks: Object.fromEntries(entries) };
}

function throwProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new InputError(problems.map(problem => `functionConfig ${problem}`));
}

/** What is wrong with `value`, in words; nothing for an absent value. */
function check(value: unknown, schema: Schema, path: string, root = ''): string[] {
  const at = `\`${path || root}\``;
  if (value === undefined || (value === null && schema.default !== undefined)) return [];
  if (schema.const !== undefined)
    return value === schema.const ? [] : [`${at} is ${show(value)}; it must be '${schema.const}'`];
  if (schema.enum)
    return typeof value === 'string' && schema.enum.includes(value)
      ? []
      : [`${at} is ${show(value)}; it must be ${oneOf(schema.enum)}`];
  if (schema.type === 'string')
    return typeof value === 'string' ? [] : [`${at} is ${show(value)}; it must be a string`];
  if (schema.type === 'boolean')
    return typeof value === 'boolean' ? [] : [`${at} is ${show(value)}; it must be true or false`];
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return [`${at} is ${show(value)}; it must be a list`];
    if (value.length < (schema.minItems ?? 0)) return [`${at} is empty; it must have at least one element`];
    return value.flatMap((element, i) => check(element, schema.items ?? {}, `${path}[${i}]`));
  }
  if (schema.type === 'object') return checkMap(value, schema, path || root, at);
  return [];
}

function checkMap(value: unknown, schema: Schema, path: string, at: string): string[] {
  const map = asMap(value);
  if (!map) return [`${at} is ${show(value)}; it must be a map`];
  const { properties = {}, required = [] } = schema;
  const child = (key: string) => (path === '' ? key : `${path}.${key}`);
  const unknown =
    schema.additionalProperties === false ? Object.keys(map).filter(key => !Object.hasOwn(properties, key)) : [];
  return [
    ...unknown.map(key => `\`${child(key)}\` is no field; it must be ${oneOf(nearest(key, Object.keys(properties)))}`),
    ...required.filter(key => map[key] === undefined).map(key => `\`${child(key)}\` is missing; it must be there`),
    ...Object.entries(properties).flatMap(([key, property]) => check(map[key], property, child(key))),
  ];
}

/** Of many choices those that share a word with what was written; all where none does. */
function nearest(written: string, choices: readonly string[]): readonly string[] {
  if (choices.length <= 10) return choices;
  const words = written
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
  const alike = choices.filter(choice => choice.split('-').some(word => words.includes(word)));
  return alike.length > 0 ? alike : choices;
}

const show = (value: unknown): string =>
  typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? 'absent');
const oneOf = (values: readonly string[]): string => {
  if (values.length > 15) return "one of those that '--help' lists";
  const quoted = values.map(value => `'${value}'`);
  return quoted.length === 1 ? `${quoted[0]}` : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
};
