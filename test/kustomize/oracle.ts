import { parseAllDocuments, parseDocument, type Scalar, type YAMLMap } from 'yaml';
import { formatPath } from '../../src/data/path';
import { walk } from '../../src/kinds';
import type { Files } from '../hosts/folder';
import { build, directoryOf, joined, kustomizationPath, kustomizationsIn, type Manifest } from './disk';
import { fieldsOf, groupKindOf } from './effective';

/** A selector of one root, told apart from those of other instances of its base. */
export interface Seen {
  readonly ref: string;
  /** `Kind/name` as its file says. */
  readonly authored: string;
  readonly path: string;
  readonly value: string;
  /** The instances of workloads that it selects. */
  readonly selects: ReadonlySet<string>;
  /** Those of them that it may mean: a controller's own selector means no others' pods. */
  readonly candidates: ReadonlySet<string>;
}

/** The selectors of a build by their identity, and what each instance of a workload is called there. */
export interface Selections {
  readonly selectors: ReadonlyMap<string, Seen>;
  readonly refs: ReadonlyMap<string, string>;
}

interface Meaning {
  readonly value: string;
  readonly means: ReadonlySet<string>;
}

interface Layer {
  readonly instances: readonly Instance[];
  readonly meanings: ReadonlyMap<string, Meaning>;
}

/** A resource in a build: the document that it comes from, and the kustomizations that it went through. */
interface Instance {
  readonly origin: string;
  readonly through: ReadonlySet<string>;
  readonly key: string;
}

const origin = 'test/origin';
const authored = 'test/authored';
const layer = (directory: string): string => `test/through-${directory.replaceAll('/', '_') || 'top'}`;

/**
 * What selectors mean, found by building with kustomize alone: what they select in the lowest layer in which they select anything,
 * before that layer's labels or else with them.
 */
export class Oracle {
  private readonly marked: Files;
  private readonly kustomizations: ReadonlyMap<string, Manifest>;
  private readonly layers = new Map<string, Layer>();

  constructor(
    private readonly kustomize: string,
    private readonly files: Files,
  ) {
    this.kustomizations = kustomizationsIn(files);
    this.marked = this.mark();
  }

  /** What the selectors of a root select as it is built. */
  selections(root: string): Selections {
    return selectionsOf(this.built(root));
  }

  /** The instances of workloads that each selector of a root means. */
  meanings(root: string): ReadonlyMap<string, ReadonlySet<string>> {
    return new Map([...this.layer(root).meanings].map(([key, { means }]) => [key, means]));
  }

  /** What the selectors of a root select where no kustomization writes labels. */
  unlabelled(root: string): Selections {
    const labelling = [...this.kustomizations.keys()].filter(directory => this.writesLabels(directory));
    return selectionsOf(this.attempt(root, labelling)[0] ?? []);
  }

  private layer(directory: string): Layer {
    const known = this.layers.get(directory) ?? this.findLayer(directory);
    this.layers.set(directory, known);
    return known;
  }

  private findLayer(directory: string): Layer {
    const states = this.states(directory);
    const full = states.at(-1) ?? [];
    const instances = full.map(instanceOf);
    const own = new Set([directory, ...this.componentsOf(directory)].map(layer));
    const meanings = new Map(
      [directory, ...this.componentsOf(directory)]
        .flatMap(parent => this.childrenOf(parent))
        .flatMap(child => [...translated(this.layer(child), layer(child), instances, own)]),
    );
    states.forEach((state, i) => {
      for (const [key, { value, candidates }] of selectionsOf(state).selectors) {
        const before = meanings.get(key);
        const anew = !before || before.means.size === 0 || (i === 0 && before.value !== value);
        meanings.set(key, { value, means: anew ? candidates : before.means });
      }
    });
    return { instances, meanings };
  }

  /** The layer without its labels and its components', then with them one after the other. */
  private states(directory: string): Manifest[][] {
    const labelling = [...this.componentsOf(directory), directory].filter(each => this.writesLabels(each));
    const stripped = labelling.map((_, i) => labelling.slice(i));
    return [...stripped.flatMap(each => this.attempt(directory, each)), this.built(directory)];
  }

  /** No state where a patch needs the labels that are gone. */
  private attempt(directory: string, stripped: readonly string[]): Manifest[][] {
    try {
      return [this.built(directory, stripped)];
    } catch {
      return [];
    }
  }

  private built(directory: string, stripped: readonly string[] = []): Manifest[] {
    const without = stripped.map(each => {
      const path = kustomizationPath(this.files, each);
      return [path, this.withoutLabels(this.marked[path] ?? '', each)];
    });
    return build(this.kustomize, { ...this.marked, ...Object.fromEntries(without) }, directory);
  }

  private writesLabels(directory: string): boolean {
    const { labels, commonLabels, transformers } = this.kustomizations.get(directory);
    return Boolean(labels ?? commonLabels ?? transformers?.some((entry: string) => this.isLabels(entry, directory)));
  }

  private withoutLabels(text: string, directory: string): string {
    const document = parseDocument(text, { uniqueKeys: false });
    const { transformers } = this.kustomizations.get(directory);
    const others = transformers?.filter((entry: string) => !this.isLabels(entry, directory));
    const gone = ['labels', 'commonlabels', 'transformers'];
    const { items } = document.contents as YAMLMap<Scalar>;
    for (const { key } of [...items]) if (gone.includes(String(key.value).toLowerCase())) document.delete(key.value);
    if (transformers) document.set('transformers', others);
    return String(document);
  }

  private isLabels(entry: string, directory: string): boolean {
    const text = entry.includes('\n') ? entry : (this.files[joined(directory, entry)] ?? '');
    return /^kind: LabelTransformer$/m.test(text);
  }

  private childrenOf(directory: string): string[] {
    return this.entriesOf(directory, 'resources', 'bases').filter(entry => this.kustomizations.has(entry));
  }

  /** Components in the order in which they act. */
  private componentsOf(directory: string): string[] {
    return this.entriesOf(directory, 'components').flatMap(entry => [...this.componentsOf(entry), entry]);
  }

  private entriesOf(directory: string, ...fields: readonly string[]): string[] {
    const kustomization = this.kustomizations.get(directory);
    return fields.flatMap(field => kustomization[field] ?? []).map((entry: string) => joined(directory, entry));
  }

  /** The files with annotations that tell where each resource comes from. */
  private mark(): Files {
    const kustomizations = [...this.kustomizations.keys()];
    const resources = new Set(kustomizations.flatMap(directory => this.entriesOf(directory, 'resources', 'bases')));
    const texts = Object.entries(this.files).map(([path, text]) => {
      if (resources.has(path)) return [path, withOrigins(text, path)];
      const directory = directoryOf(path);
      const isKustomization = this.kustomizations.has(directory) && path === kustomizationPath(this.files, directory);
      return [path, isKustomization ? withAnnotation(text, layer(directory)) : text];
    });
    return Object.fromEntries(texts);
  }
}

// --- instances ---

export const isWithin = (part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean =>
  [...part].every(each => whole.has(each));

function withOrigins(text: string, path: string): string {
  const documents = parseAllDocuments(text, { uniqueKeys: false }).filter(document => document.toJS() !== null);
  documents.forEach((document, i) => {
    const value: Manifest = document.toJS();
    const places = Array.isArray(value.items) ? value.items.map((_: unknown, at: number) => ['items', at]) : [[]];
    for (const place of places) {
      const { kind, metadata } = place.length > 0 ? value.items[place[1]] : value;
      document.setIn([...place, 'metadata', 'annotations', origin], [path, i, ...place.slice(1)].join('#'));
      document.setIn([...place, 'metadata', 'annotations', authored], `${kind}/${metadata.name}`);
    }
  });
  return documents.map(String).join('---\n');
}

function withAnnotation(text: string, key: string): string {
  const document = parseDocument(text, { uniqueKeys: false });
  document.setIn(['commonAnnotations', key], 'here');
  return String(document);
}

function instanceOf({ metadata }: Manifest): Instance {
  const annotations = metadata.annotations ?? {};
  const through = Object.keys(annotations).filter(key => key.startsWith(layer('').replace(/top$/, '')));
  return {
    origin: annotations[origin],
    through: new Set(through),
    key: [annotations[origin], ...through.sort()].join(' '),
  };
}

/** A lower layer's meanings in terms of the instances above: one base may have been included more than once. */
function translated(
  { instances, meanings }: Layer,
  child: string,
  above: readonly Instance[],
  own: ReadonlySet<string>,
): Map<string, Meaning> {
  const came = above.filter(({ through }) => through.has(child));
  const isFrom = (below: Instance) => (instance: Instance) =>
    below.origin === instance.origin &&
    isWithin(below.through, instance.through) &&
    [...instance.through].every(key => below.through.has(key) || own.has(key));
  const keys = new Map(instances.flatMap(below => came.filter(isFrom(below)).map(({ key }) => [below.key, key])));
  const raised = [...meanings].flatMap(([selector, { value, means }]) => {
    const [instance = '', path] = selector.split('\n');
    const key = keys.get(instance);
    const raisedMeans = [...means].flatMap(each => keys.get(each) ?? []);
    return key === undefined ? [] : [[`${key}\n${path}`, { value, means: new Set(raisedMeans) }] as const];
  });
  return new Map(raised);
}

// --- selection, as Kubernetes does it ---

interface Workload {
  readonly key: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

function selectionsOf(manifests: readonly Manifest[]): Selections {
  const workloads = manifests.flatMap(workloadOf);
  const seen = manifests.flatMap(manifest => selectorsOf(manifest, workloads));
  const refs = manifests.map(manifest => [instanceOf(manifest).key, refOf(manifest)] as const);
  return { selectors: new Map(seen), refs: new Map(refs) };
}

const refOf = ({ kind, metadata }: Manifest): string => `${kind}/${metadata.name}`;

function workloadOf(manifest: Manifest): Workload[] {
  const { podLabels } = fieldsOf(groupKindOf(manifest));
  if (podLabels === undefined) return [];
  const labels = walk(manifest, podLabels)[0]?.value ?? {};
  return [
    {
      key: instanceOf(manifest).key,
      namespace: manifest.metadata.namespace ?? '',
      labels: labels as Workload['labels'],
    },
  ];
}

function selectorsOf(manifest: Manifest, workloads: readonly Workload[]): [string, Seen][] {
  const { key } = instanceOf(manifest);
  const around = workloads.filter(({ namespace }) => namespace === (manifest.metadata.namespace ?? ''));
  const { selectors, own } = fieldsOf(groupKindOf(manifest));
  return selectors
    .flatMap(field => walk(manifest, field).map(found => ({ ...found, isOwn: field === own })))
    .filter(({ value, parent }) => isOverPods(manifest, value, parent))
    .map(({ path, value, isOwn }) => {
      const selects = around.filter(({ labels }) => matches(manifest.kind, value, labels)).map(each => each.key);
      const seen: Seen = {
        ref: refOf(manifest),
        authored: manifest.metadata.annotations[authored],
        path: formatPath(path),
        value: canonical(value),
        selects: new Set(selects),
        candidates: new Set(selects.filter(each => !isOwn || each === key)),
      };
      return [`${key}\n${seen.path}`, seen];
    });
}

/** False where Kubernetes ignores the selector, or it aims at other namespaces. */
function isOverPods({ kind, spec }: Manifest, value: unknown, parent: Manifest): boolean {
  if (value === null || parent.namespaceSelector !== undefined || parent.namespaces !== undefined) return false;
  if (kind === 'Service') return spec.type !== 'ExternalName' && Object.keys(value as object).length > 0;
  const generated = kind === 'Job' ? !spec.manualSelector : kind === 'CronJob' && !spec.jobTemplate.spec.manualSelector;
  return !(generated && (parent === spec || parent === spec.jobTemplate?.spec));
}

function matches(kind: string, selector: Manifest, labels: Readonly<Record<string, string>>): boolean {
  const isMap = kind === 'Service' || (kind === 'ReplicationController' && !selector.matchLabels);
  const pairs = Object.entries((isMap ? selector : selector.matchLabels) ?? {});
  const expressions: Manifest[] = isMap ? [] : (selector.matchExpressions ?? []);
  return (
    pairs.every(([key, value]) => labels[key] === value) &&
    expressions.every(({ key, operator, values = [] }) => {
      if (operator === 'Exists') return key in labels;
      if (operator === 'DoesNotExist') return !(key in labels);
      return (key in labels && values.includes(labels[key])) === (operator === 'In');
    })
  );
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** What a root's comments say: `# told: Service/web`, and `# means: Service/web = Deployment/web, Deployment/canary`. */
export function commentsOf(text: string): {
  readonly told: readonly string[];
  readonly means: ReadonlyMap<string, readonly string[]>;
} {
  const told = [...text.matchAll(/^# told: (.*)$/gm)].map(([, ref = '']) => ref);
  const means = [...text.matchAll(/^# means: (.*) = (.*)$/gm)].map(
    ([, ref = '', workloads = '']) => [ref, workloads.split(', ')] as const,
  );
  return { told, means: new Map(means) };
}
