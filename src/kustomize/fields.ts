import { compareText } from '../data/compare-text';
import { asMap, type Data, textOf } from '../data/values';
import { defaultFields, type FieldSection, type LabelField, sections } from './label-fields';
import { PatchError } from './patch-error';

/** Kinds that kustomize puts first and last. Source: kustomize v5.8, kyaml/resid/gvk.go. */
const first =
  'Namespace ResourceQuota StorageClass CustomResourceDefinition ServiceAccount PodSecurityPolicy Role ClusterRole RoleBinding ClusterRoleBinding ConfigMap Secret Endpoints Service LimitRange PriorityClass PersistentVolume PersistentVolumeClaim Deployment StatefulSet CronJob PodDisruptionBudget'.split(
    ' ',
  );
const last = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/** Fields by section, as the defaults and the configurations gathered so far have them. */
export type LabelFields = Readonly<Record<FieldSection, readonly LabelField[]>>;

const bySection = (fields: (section: FieldSection) => readonly LabelField[]): LabelFields =>
  Object.fromEntries(sections.map(section => [section, fields(section)])) as unknown as LabelFields;

/** What a directory begins with. */
export const noFields: LabelFields = bySection(() => []);

/** kustomize's own, in the order in which it keeps them. */
export const ownFields: LabelFields = bySection(section => sorted(defaultFields[section]));

/** The fields of a configuration file. */
export const configuredFields = (configuration: Data): LabelFields =>
  bySection(section => sorted(fieldsOf(configuration[section])));

/**
 * The fields of two configurations. Source: kustomize v5.8, builtinconfig/transformerconfig.go (`Merge`).
 * @throws PatchError where kustomize refuses them
 */
export const mergedConfigurations = (a: LabelFields, b: LabelFields): LabelFields =>
  bySection(section => sorted(mergedFields(a[section], b[section])));

/**
 * `known` and those of `more` that are not there yet. A field that is there for one kind stands in the way of the same field for all:
 * that one is dropped. Source: kustomize v5.8, api/types/fieldspec.go (`MergeAll`).
 * @throws PatchError where both have one field, and only one of them makes what is missing
 */
export function mergedFields(known: readonly LabelField[], more: readonly LabelField[]): readonly LabelField[] {
  const all = [...known];
  for (const field of more) {
    const same = all.find(other => other.path === field.path && isSelected(other, field));
    if (!same) all.push(field);
    else if ((same.create ?? false) !== (field.create ?? false)) {
      throw new PatchError(`field '${field.path}' stands there twice, with \`create\` and without`);
    }
  }
  return all;
}

/** FieldSpecs as a kustomization or a configuration writes them. */
export function fieldsOf(value: unknown): LabelField[] {
  return (Array.isArray(value) ? value : []).flatMap((element: unknown) => {
    const map = asMap(element) ?? {};
    const parts = ['group', 'version', 'kind'].flatMap(key => (map[key] ? [[key, textOf(map[key])]] : []));
    return [{ path: textOf(map.path ?? ''), create: map.create === true, ...Object.fromEntries(parts) }];
  });
}

const parts = ['group', 'version', 'kind'] as const;

const isSelected = (field: LabelField, by: LabelField): boolean =>
  parts.every(part => !by[part] || by[part] === field[part]);

function rankOf({ kind = '' }: LabelField): number {
  return first.includes(kind) ? first.indexOf(kind) - first.length : last.indexOf(kind) + 1;
}

/** An empty part comes behind all others. */
function keyOf({ group, version, kind }: LabelField): string {
  return [group || '~G', version || '~V', kind || '~K'].join('_');
}

function sorted(fields: readonly LabelField[]): readonly LabelField[] {
  return [...fields].sort((a, b) => rankOf(a) - rankOf(b) || compareText(keyOf(a), keyOf(b)));
}
