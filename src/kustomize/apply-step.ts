import { type Data, type Path, textOf } from '../resource';
import { afterLabels } from './cells';
import { type Fields, merged } from './fields';
import { changed, type Instance, idOf, idsOf, withMetadata } from './instance';
import { type LabelField, metadataLabels } from './label-fields';
import { applyPatch } from './patches';
import type { LabelStep, PatchStep, ReplacementStep, Step } from './steps';
import { withValue } from './with-value';
import { appliesTo, writeLabels } from './write-labels';

/** Takes note of the places in an instance at which a label entry writes, before it does. */
export type Wrote = (instance: Instance, places: readonly Path[]) => void;

/** The instances after one step of a layer. @throws PatchError where kustomize would refuse it */
export function applyStep(
  instances: readonly Instance[],
  step: Exclude<Step, ReplacementStep>,
  configured: Fields,
  wrote?: Wrote,
): readonly Instance[] {
  if (step.kind === 'patch') return applyPatch(instances, step);
  if (step.kind === 'labels') {
    const fields = fieldsFor(step, configured);
    return instances.map(instance => labelled(instance, step, fields, wrote));
  }
  return instances.map(instance => changed(instance, valueAfter(instance, step, configured)));
}

function fieldsFor({ fields, sections, metadata }: LabelStep, configured: Fields): readonly LabelField[] {
  const own = fields === 'commonLabels' ? configured.commonLabels : fields;
  const all = sections.reduce((known, section) => merged(known, configured[section]), own);
  return metadata ? merged(all, metadataLabels) : all;
}

function labelled(instance: Instance, { labels }: LabelStep, fields: readonly LabelField[], wrote?: Wrote): Instance {
  const { value, written } = writeLabels(instance.value, labels, fields);
  const inPods = written.filter(path => path.length !== 3 || path[0] !== 'metadata');
  wrote?.(instance, value.kind === 'Pod' ? written : inPods);
  const commonLabels = [...new Set([...instance.commonLabels, ...inPods.map(path => textOf(path.at(-1)))])];
  return { ...instance, commonLabels, ...afterLabels(instance.value, value, instance.cells, written) };
}

function valueAfter(
  instance: Instance,
  step: Exclude<Step, PatchStep | LabelStep | ReplacementStep>,
  configured: Fields,
): Data {
  const { value } = instance;
  const { name, namespace } = idOf(value);
  switch (step.kind) {
    case 'namespace':
      return step.unsetOnly && namespace !== '' ? value : withMetadata(value, { namespace: step.namespace });
    case 'name': {
      const fields = typeof step.fields === 'string' ? configured[step.fields] : step.fields;
      const times = isNamed(value) ? fields.filter(field => isName(field) && appliesTo(field, value)).length : 0;
      return withMetadata(value, { name: `${step.prefix.repeat(times)}${name}${step.suffix.repeat(times)}` });
    }
    case 'replicas':
      return isScaled(step.name, instance) ? (withValue(value, ['spec', 'replicas'], step.count) as Data) : value;
  }
}

const isName = ({ path }: LabelField): boolean => path === 'metadata/name';

/** Source: kustomize v5.8, builtins/PrefixTransformer.go. */
const isNamed = ({ kind }: Data): boolean =>
  kind !== 'CustomResourceDefinition' && kind !== 'APIService' && kind !== 'Namespace';

/** Source: kustomize v5.8, builtinpluginconsts/replicas.go. */
const scalable = ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'];

const isScaled = (name: string, instance: Instance): boolean =>
  scalable.includes(textOf(instance.value.kind)) && idsOf(instance).some(id => id.name === name);
