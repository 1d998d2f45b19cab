import type { Path } from '../data/path';
import { type Data, textOf, valueAt } from '../data/values';
import { groupVersionOf } from '../model/resource';
import { placesOf } from './field-places';
import { type LabelFields, mergedFields } from './fields';
import { isClusterScoped } from './identity';
import { changed, type Instance, idOf, idsOf, withMetadata } from './instance';
import { type LabelField, metadataLabels } from './label-fields';
import { applyPatch } from './patches';
import { afterLabels, afterMerge } from './shared-nodes';
import type { LabelStep, NameStep, PatchStep, ReplacementStep, Step } from './steps';
import { resolved } from './structured-text';
import { withValue } from './with-value';
import { appliesTo, writeLabels } from './write-labels';

/** Takes note of the places in an instance at which a label entry writes, before it does. */
export type Wrote = (instance: Instance, places: readonly Path[]) => void;

/** The instances after one step of a layer. @throws PatchError where kustomize would refuse it */
export function applyStep(
  instances: readonly Instance[],
  step: Exclude<Step, ReplacementStep>,
  configured: LabelFields,
  isWhole: boolean,
  wrote?: Wrote,
): readonly Instance[] {
  if (step.kind === 'patch') return applyPatch(instances, step, isWhole);
  if (step.kind === 'labels') {
    const fields = fieldsFor(step, configured);
    return instances.map(instance => labelled(instance, step, fields, wrote));
  }
  if (step.kind === 'name') {
    const fields = typeof step.fields === 'string' ? configured[step.fields] : step.fields;
    return instances.map(instance => renamed(instance, step, fields));
  }
  return instances.map(instance => changed(instance, valueAfter(instance, step)));
}

function fieldsFor({ fields, sections, metadata }: LabelStep, configured: LabelFields): readonly LabelField[] {
  const own = fields === 'commonLabels' ? configured.commonLabels : fields;
  const all = sections.reduce((known, section) => mergedFields(known, configured[section]), own);
  return metadata ? mergedFields(all, metadataLabels) : all;
}

function labelled(instance: Instance, { labels }: LabelStep, fields: readonly LabelField[], wrote?: Wrote): Instance {
  const { value, written } = writeLabels(instance.value, labels, fields);
  const inPods = written.filter(path => path.length !== 3 || path[0] !== 'metadata');
  wrote?.(instance, value.kind === 'Pod' ? written : inPods);
  const commonLabels = [...new Set([...instance.commonLabels, ...inPods.map(path => textOf(path.at(-1)))])];
  return { ...instance, commonLabels, ...afterLabels(instance.value, value, instance.cells, written) };
}

/** Every field that the configuration names gets the prefix and suffix, not only the name. */
function renamed(instance: Instance, { prefix, suffix }: NameStep, fields: readonly LabelField[]): Instance {
  const kinds = fields.filter(field => isNamed(instance.value) && appliesTo(field, instance.value));
  return kinds.reduce((known, field) => {
    const value = placesOf(known.value, field, 'a scalar').reduce<Data>((data, place) => {
      const before = valueAt(data, place);
      const whole = `${prefix}${textOf(before ?? '')}${suffix}`;
      return withValue(data, place, typeof before === 'string' && before !== '' ? whole : resolved(whole)) as Data;
    }, known.value);
    return { ...changed(known, value), ...afterMerge(known.value, value, known.cells) };
  }, instance);
}

function valueAfter(instance: Instance, step: Exclude<Step, PatchStep | LabelStep | NameStep | ReplacementStep>): Data {
  const { value } = instance;
  const { namespace } = idOf(value);
  switch (step.kind) {
    case 'namespace':
      if (value.kind === 'Namespace' && value.apiVersion === 'v1') return withMetadata(value, { name: step.namespace });
      if (isClusterScoped(value) || (step.unsetOnly && namespace !== '')) return value;
      return withMetadata(value, { namespace: step.namespace });
    case 'replicas':
      return isScaled(step.name, instance) ? (withValue(value, ['spec', 'replicas'], step.count) as Data) : value;
  }
}

/** Source: kustomize v5.8, builtins/PrefixTransformer.go. */
const isNamed = ({ apiVersion, kind }: Data): boolean =>
  kind !== 'CustomResourceDefinition' &&
  kind !== 'Namespace' &&
  !(kind === 'APIService' && groupVersionOf(apiVersion)[0] === 'apiregistration.k8s.io');

/** Source: kustomize v5.8, builtinpluginconsts/replicas.go. */
const scalable = ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'];

const isScaled = (name: string, instance: Instance): boolean =>
  scalable.includes(textOf(instance.value.kind)) && idsOf(instance).some(id => id.name === name);
