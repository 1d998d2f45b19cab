import { formatPath } from '../data/path';
import { asMap, type Data } from '../data/values';
import type { Resource } from '../model/resource';
import { afterSteps, type BuildObserver } from './after-steps';
import type { Directories } from './directories';
import { type Accumulated, accumulated, none } from './gathered';
import { type Generator, generated } from './generators';
import { hindrances } from './hindrances';
import { twinAmong } from './identity';
import { type Instance, refTo } from './instance';
import { type AnyStep, type Kustomization, standing } from './kustomization';
import { lateWrites } from './late-writes';
import { type Layer, tried } from './layer';
import { noteNotThere } from './not-there';
import { configuredIn, opened } from './opened';
import { inlineOrFile } from './patch-entries';
import { isRemote, pathFrom } from './paths';
import { mergesBySchema } from './schemas';
import { differing, type Gap, type NoteGap, type Ref } from './steps';
import { transformerSteps } from './transformers';

/** What a build of one root comes to. */
export interface BuiltRoot {
  readonly instances: readonly Instance[];
  readonly gaps: readonly Gap[];
}

/**
 * What `kustomize build` of a root makes of the input's resources: their labels, selectors, names, namespaces and pods.
 * Source: kustomize v5.8, api/internal/target/kusttarget.go (accumulateTarget).
 */
export function build(directories: Directories, root: string, watch: BuildObserver = {}): BuiltRoot {
  const builder = new Builder(directories, watch);
  const { instances } = builder.gather(root, []);
  builder.tellLateWrites(instances);
  builder.tellSchema();
  return { instances, gaps: builder.gaps() };
}

class Builder {
  private readonly found: Gap[] = [];
  private readonly brought: Ref[] = [];
  private readonly gathered = new Map<string, Kustomization>();
  private mergesBySchema = false;

  constructor(
    private readonly directories: Directories,
    private readonly watch: BuildObserver,
  ) {}

  gaps(): readonly Gap[] {
    return this.found.map(gap => (gap.effect === 'adds' ? { ...gap, brings: this.brought } : gap));
  }

  /** Takes note of what kustomize writes behind all layers. */
  tellLateWrites(instances: readonly Instance[]): void {
    for (const [directory, kustomization] of this.gathered) {
      const [first, ...more] = lateWrites(kustomization, directory, this.directories, instances);
      const problem = `writes ${first}${more.length > 0 ? ' and others' : ''}, which is not computed`;
      if (first) this.found.push({ kustomization: kustomization.resource, subject: 'it', problem, effect: 'changes' });
    }
  }

  /** Takes note of a schema in the place of kustomize's own, which counts in all layers. */
  tellSchema(): void {
    const one = [...this.gathered.values()].find(({ schema }) => schema);
    if (!one || !this.mergesBySchema) return;
    const problem = 'has lists of patches merge by a schema that is not read';
    const subject = `\`openapi.path\` '${one.schema}'`;
    this.found.push({ kustomization: one.resource, subject, problem, effect: 'changes' });
  }

  /** What a directory builds; a Component goes on with what its parent has gathered. */
  gather(directory: string, around: readonly string[], parent: Accumulated = none): Accumulated {
    const kustomization = this.directories.kustomizations.get(directory) as Kustomization;
    const { resource, resources, components, generators, transformers, steps, gaps } = kustomization;
    this.found.push(...gaps);
    this.gathered.set(directory, kustomization);
    const gap: NoteGap = (subject, problem, effect = 'changes', more = {}) =>
      this.found.push({ kustomization: resource, subject, problem, effect, ...more });
    const layer: Layer = {
      directory,
      via: [...around, directory],
      kustomization: resource,
      gap,
      differs: differing(gap),
      isWhole: () => !this.found.some(({ effect }) => effect === 'adds' || effect === 'changes'),
    };
    const included = resources.reduce((known, entry) => this.added(known, entry, layer), parent);
    const configured = {
      instances: generators.reduce((known, generator) => this.generated(known, generator, layer), included.instances),
      fields: configuredIn(this.directories, included.fields, kustomization, layer),
    };
    const gathered = components.reduce((known, entry) => this.component(entry, layer, known), configured);
    const from = { ...this.directories, dataOf: (source: Resource) => this.dataOf(source) };
    const all = [...steps, ...this.transformers(transformers, layer)].flatMap(step => opened(step, layer, from));
    this.mergesBySchema ||= all.some(mergesBySchema);
    return { ...gathered, instances: afterSteps(gathered, all, layer, this.watch, ref => this.brought.push(ref)) };
  }

  private added(known: Accumulated, entry: string, layer: Layer): Accumulated {
    const all = this.joined(known, this.include(entry, layer), layer);
    const one = twinAmong(all.instances);
    if (one && !this.found.some(({ effect }) => effect === 'breaks')) {
      layer.gap(`\`resources\` entry '${entry}'`, `brings ${refTo(one.value)}, which is there already`, 'breaks');
    }
    return all;
  }

  private generated(known: readonly Instance[], generator: Generator, layer: Layer): readonly Instance[] {
    const made = () => generated(known, generator, { ...layer, isWhole: layer.isWhole() });
    return tried(made, layer.gap, `\`${formatPath(generator.entry)}\``) ?? known;
  }

  private joined(known: Accumulated, more: Accumulated, { gap }: Layer): Accumulated {
    return (
      tried(() => accumulated(known, more), gap) ?? { ...known, instances: [...known.instances, ...more.instances] }
    );
  }

  private include(entry: string, { directory, via, gap }: Layer): Accumulated {
    const path = pathFrom(directory, entry);
    const resources = this.directories.files.get(path);
    if (resources) {
      for (const problem of hindrances(resources)) gap(`\`resources\` entry '${entry}'`, problem, 'breaks');
      return { ...none, instances: resources.flatMap(source => this.instanceOf(source, via)) };
    }
    if (this.directories.kustomizations.has(path) && !via.includes(path)) return this.gather(path, via);
    if (this.directories.isEmpty(path) === true) return none;
    if (via.includes(path)) gap(`\`resources\` entry '${entry}'`, 'includes this kustomization again', 'breaks');
    else if (isRemote(entry)) noteNotThere(gap, 'remote resource', entry, 'adds');
    else noteNotThere(gap, '`resources` entry', entry, 'adds');
    return none;
  }

  private instanceOf(source: Resource, via: readonly string[]): Instance[] {
    if (source.name === '') return [];
    return [{ source, via, value: this.dataOf(source), formerly: [], patches: [], commonLabels: [], cells: [] }];
  }

  private dataOf(source: Resource): Data {
    return this.watch.dataOf?.(source) ?? source.value;
  }

  private component(entry: string, layer: Layer, gathered: Accumulated): Accumulated {
    const { directory, via, gap } = layer;
    const path = pathFrom(directory, entry);
    const isThere = this.directories.kustomizations.get(path)?.isComponent && !via.includes(path);
    if (isThere) return this.joined(none, this.gather(path, via, gathered), layer);
    noteNotThere(gap, 'component', entry, 'changes');
    return gathered;
  }

  /** The steps of the entries of `transformers:`: texts, files, or directories that build transformers. */
  private transformers(entries: readonly string[], layer: Layer): readonly AnyStep[] {
    const listed = entries.map(entry => {
      const inline = inlineOrFile(entry).flatMap(step => (step.kind === 'patch' ? [asMap(step.patch) ?? {}] : []));
      const isInline = inline.length > 0;
      const subject = isInline ? 'an inline transformer' : `transformer '${entry}'`;
      return { subject, configs: isInline ? inline : this.configs(entry, layer) };
    });
    const twice = twinAmong(listed.flatMap(({ configs }) => configs.map(value => ({ value }))));
    if (twice) layer.gap('`transformers`', `hold two of kind and name ${refTo(twice.value)}`, 'breaks');
    return listed.flatMap(({ subject, configs }, i) => {
      const steps = configs.map(config => transformerSteps(config, layer.gap));
      if (steps.length === 0 || steps.includes(undefined)) layer.gap(subject, 'is not known');
      return standing(
        ['transformers', i],
        steps.flatMap(found => found ?? []),
      );
    });
  }

  private configs(entry: string, { directory, via }: Layer): readonly Data[] {
    const path = pathFrom(directory, entry);
    const builds = this.directories.kustomizations.has(path) && !via.includes(path);
    if (builds) return this.gather(path, via).instances.map(({ value }) => value);
    return (this.directories.files.get(path) ?? []).map(({ value }) => value);
  }
}
