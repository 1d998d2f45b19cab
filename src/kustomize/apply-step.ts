import { type Data, type Path, textOf } from '../resource';
import { afterLabels } from './cells';
import { changed, type Instance, idOf, idsOf, withMetadata } from './instance';
import type { LabelField, LabelSection } from './label-fields';
import { applyPatch } from './patches';
import type { LabelStep, PatchStep, Step } from './steps';
import { withValue } from './with-value';
import { appliesTo, writeLabels } from './write-labels';

/** Label fields by section, as the defaults and the configurations gathered so far have them. */
export type LabelFields = Readonly<Record<LabelSection, readonly LabelField[]>>;

/** Takes note of the places in an instance at which a label entry writes, before it does. */
export type Wrote = (instance: Instance, places: readonly Path[]) => void;

/** The instances after one step of a layer. @throws PatchError where kustomize would refuse it */
export function applyStep(
  instances: readonly Instance[],
  step: Step,
  configured: LabelFields,
  wrote?: Wrote,
): readonly Instance[] {
  if (step.kind === 'patch') return applyPatch(instances, step);
  if (step.kind === 'labels') return instances.map(instance => labelled(instance, step, configured, wrote));
  return instances.map(instance => changed(instance, valueAfter(instance, step)));
}

function labelled(
  instance: Instance,
  { labels, fields, sections }: LabelStep,
  configured: LabelFields,
  wrote?: Wrote,
): Instance {
  const all = [...fields, ...sections.flatMap(section => configured[section])];
  const { value, written } = writeLabels(instance.value, labels, all);
  const inPods = written.filter(path => path.length !== 3 || path[0] !== 'metadata');
  wrote?.(instance, value.kind === 'Pod' ? written : inPods);
  const commonLabels = [...new Set([...instance.commonLabels, ...inPods.map(path => textOf(path.at(-1)))])];
  return { ...instance, commonLabels, ...afterLabels(instance.value, value, instance.cells, written) };
}

function valueAfter(instance: Instance, step: Exclude<Step, PatchStep | LabelStep>): Data {
  const { value } = instance;
  const { name, namespace } = idOf(value);
  switch (step.kind) {
    case 'namespace':
      return step.unsetOnly && namespace !== '' ? value : withMetadata(value, { namespace: step.namespace });
    case 'name':
      return step.fields.some(field => appliesTo(field, value))
        ? withMetadata(value, { name: `${step.prefix}${name}${step.suffix}` })
        : value;
    case 'replicas':
      return isScaled(step.name, instance) ? (withValue(value, ['spec', 'replicas'], step.count) as Data) : value;
  }
}

/** Source: kustomize v5.8, builtinpluginconsts/replicas.go. */
const scalable = ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'];

const isScaled = (name: string, instance: Instance): boolean =>
  scalable.includes(textOf(instance.value.kind)) && idsOf(instance).some(id => id.name === name);
