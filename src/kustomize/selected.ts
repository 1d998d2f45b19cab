import { asMap, textOf, textsOf } from '../data/values';
import { matches } from '../labels/label-selector';
import { groupVersionOf } from '../model/resource';
import { inDefault } from './identity';
import { type Id, type Instance, idsOf } from './instance';
import { PatchError } from './patch-error';
import { selectorExpression } from './selector-expression';
import type { PatchTarget } from './steps';

/** Tells which instances are meant. */
export type Test = (instance: Instance) => boolean;

/** A regular expression as Go writes it: flags may stand before it. @throws PatchError where it is none */
export function expression(pattern: string, where: 'whole' | 'anywhere' = 'whole'): RegExp {
  const [, flags = '', plain = ''] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(pattern) ?? [];
  try {
    return new RegExp(where === 'whole' ? `^(?:${plain})$` : plain, flags);
  } catch {
    throw new PatchError(`'${pattern}' is no regular expression`);
  }
}

/** The objects that a patch's target selects: by their first or present name and namespace. */
export function targeted(target: PatchTarget): Test {
  const [isKind, hasLabels] = [kindTest(target), labelTest(target)];
  const [name, namespace] = [textTest(target.name), textTest(target.namespace)];
  return instance => {
    const ids = idsOf(instance);
    const ends = [ids[0], ids.at(-1)].flatMap(id => id ?? []);
    return (
      ends.some(id => name(id.name)) &&
      ends.some(id => namespace(inDefault(id.namespace))) &&
      isKind(instance) &&
      hasLabels(instance)
    );
  };
}

/** The objects that the target of a replacement selects or rejects by name: any one that they bore, namespace and all. */
export function identified(target: PatchTarget): Test {
  const [name, namespace] = [textTest(target.name), textTest(target.namespace)];
  const { kind, ...rest } = target;
  const [isGroup, isKind] = [kindTest(rest), textTest(kind)];
  return instance =>
    isGroup(instance) &&
    knownAs(instance).some(id => isKind(id.kind) && name(id.name) && (!target.namespace || namespace(id.namespace)));
}

/** What kustomize compares with: of former names it keeps the namespace that counts. */
function knownAs({ formerly, ...instance }: Instance): readonly Id[] {
  const before = formerly.map(id => ({ ...id, namespace: inDefault(id.namespace) }));
  return [...idsOf({ ...instance, formerly: [] }), ...before];
}

/** The one object that the source of a replacement is about, by names as they are. */
export function sourced(source: PatchTarget): Test {
  const same = (wanted: string | undefined, text: string) => !wanted || wanted === text;
  return instance => {
    const [group, version] = groupVersionOf(instance.value.apiVersion);
    return (
      same(source.group, group) &&
      same(source.version, version) &&
      idsOf(instance).some(
        id =>
          same(source.kind, id.kind) &&
          same(source.name, id.name) &&
          (!source.namespace || inDefault(source.namespace) === inDefault(id.namespace)),
      )
    );
  };
}

/** By labels and annotations. */
export function labelTest(target: Pick<PatchTarget, 'labelSelector' | 'annotationSelector'>): Test {
  const labels = selectorExpression(target.labelSelector ?? '');
  const annotations = selectorExpression(target.annotationSelector ?? '');
  return ({ value }) => {
    const metadata = asMap(value.metadata);
    return matches(labels, textsOf(metadata?.labels)) && matches(annotations, textsOf(metadata?.annotations));
  };
}

function kindTest(target: PatchTarget): Test {
  const [group, version, kind] = [textTest(target.group), textTest(target.version), textTest(target.kind)];
  return ({ value }) => {
    const [itsGroup, itsVersion] = groupVersionOf(value.apiVersion);
    return group(itsGroup) && version(itsVersion) && kind(textOf(value.kind));
  };
}

function textTest(pattern: string | undefined): (text: string) => boolean {
  const whole = pattern === undefined ? undefined : expression(pattern);
  return text => whole === undefined || whole.test(text);
}
