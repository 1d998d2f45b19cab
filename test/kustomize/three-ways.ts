import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments, parseDocument } from 'yaml';
import { formatPath } from '../../src/data/path';
import { kindTable } from '../../src/kinds';
import { resourcesFrom } from '../../src/krm/resources';
import { model, selectsPods } from '../../src/model';
import { refOf } from '../../src/model/resource';
import { run } from '../../src/run';
import { type Result, resourceList } from '../cases';
import { type Files, folder } from '../hosts/folder';
import { output } from '../hosts/hosts';
import { type Fixed, kustomizationPath, type Manifest } from './disk';

/** What the function made of a root, by what kustomize calls its resources. */
export interface Answer {
  /** The component on the pods of each workload. */
  readonly components: Facts;
  /** The workloads that each selector selects in the end. */
  readonly verdicts: Facts;
  /** What is told as a warning or an error. */
  readonly messages: Facts;
}

type Facts = Readonly<Record<string, string>>;

/** The name in a file of everything that a root builds. */
type Authored = ReadonlyMap<string, string>;

const capture = '#!/bin/sh\ncat > "$0.stdin"; cat "$0.stdin"\n';
const transformer = `
apiVersion: fn.kpt.dev/v1alpha1
kind: ComponentLabels
metadata:
  name: capture
  annotations:
    config.kubernetes.io/function: |
      exec: {path: ./capture.sh}
`;

/**
 * The root with the function among its transformers: what kustomize sends is captured, and answered here. Undefined where it sends nothing,
 * because the root builds nothing.
 */
export function inside(kustomize: string, files: Files, root: string): (Answer & { authored: Authored }) | undefined {
  const path = kustomizationPath(files, root);
  const kustomization = withTransformer(files[path] ?? '');
  const directory = join(
    folder({
      ...files,
      [path]: kustomization,
      [join(root, 'capture.sh')]: capture,
      [join(root, 'capture.yaml')]: transformer,
    }),
    root,
  );
  const script = join(directory, 'capture.sh');
  chmodSync(script, 0o755);
  output(kustomize, ['build', '--enable-alpha-plugins', '--enable-exec', directory]);
  if (!existsSync(`${script}.stdin`)) return undefined;
  const text = readFileSync(`${script}.stdin`, 'utf8');
  const sent: Manifest = parse(text);
  const authored = new Map<string, string>(
    sent.items.map(({ kind, metadata }: Manifest) => [
      `${kind}/${metadata.name}`,
      metadata.annotations?.['internal.config.kubernetes.io/previousNames']?.split(',')[0] ?? metadata.name,
    ]),
  );
  const { stdout } = run(text, false);
  const answer: Manifest = parse(stdout, { uniqueKeys: false });
  return { ...answerOf(answer.items, answer.results ?? [], authored), authored };
}

/** The root as kustomize builds it, and then the function over that. */
export function outside(kustomize: string, files: Files, root: string, authored: Authored): Answer {
  const built = output(kustomize, ['build', join(folder(files), root)]);
  const documents = parseAllDocuments(built).map(document => String(document.toString()).replace(/^---\n/, ''));
  const answer: Manifest = parse(run(resourceList(documents, {}), false).stdout);
  return answerOf(answer.items, answer.results ?? [], authored);
}

/** The sources as the function left them, and then the root as kustomize builds it. */
export function fromSources(kustomize: string, fixed: Fixed, root: string, authored: Authored): Answer {
  const built = output(kustomize, ['build', join(folder(fixed.files), root)]);
  const values = parseAllDocuments(built).map(document => document.toJS());
  return answerOf(values, fixed.results, authored);
}

/** The kustomization with our function as the last of its transformers. */
function withTransformer(text: string): string {
  const document = parseDocument(text, { uniqueKeys: false });
  const others: unknown = document.toJS().transformers;
  document.set('transformers', [...(Array.isArray(others) ? others : []), 'capture.yaml']);
  return String(document);
}

function answerOf(values: readonly Manifest[], results: readonly Result[], authored: Authored): Answer {
  const deployed = values.filter(
    ({ metadata }) => metadata.annotations?.['config.kubernetes.io/local-config'] !== 'true',
  );
  const { workloads, selectors } = model(resourcesFrom(deployed.map(plain), kindTable()).resources);
  const keyOf = ({ kind, namespace, name }: { kind: string; namespace: string; name: string }) =>
    `${kind} ${namespace}/${name}`;
  const built = new Map([...authored].map(([ref, name]) => [ref, `${ref.split('/')[0]}/${name}`]));
  const weighty = results.filter(({ severity }) => severity !== 'info');
  return {
    components: Object.fromEntries(
      workloads.map(w => [`${keyOf(w.resource)} ${w.podLabelsPath.join('.')}`, w.podLabels.component ?? '']),
    ),
    verdicts: Object.fromEntries(
      selectors.map(selector => {
        const selected = workloads.filter(w => selectsPods(selector, w, w.podLabels)).map(w => refOf(w.resource));
        return [`${keyOf(selector.resource)} ${formatPath(selector.path)}`, selected.sort().join(', ')];
      }),
    ),
    messages: Object.fromEntries(
      weighty.map(({ severity, tags, resourceRef }) => {
        const ref = resourceRef ? `${resourceRef.kind}/${resourceRef.name}` : '';
        return [`${tags.check} ${built.get(ref) ?? ref}`, severity];
      }),
    ),
  };
}

/** The value without what hosts add. */
function plain(value: Manifest): Manifest {
  const { annotations: _, ...metadata } = value.metadata;
  return { ...value, metadata };
}

/** One fact that two ways do not tell alike: what the function says inside of kustomize, and elsewhere. */
export interface Difference {
  readonly key: string;
  readonly inside: string | undefined;
  readonly elsewhere: string | undefined;
}

export function differences(inside: Facts, elsewhere: Facts): Difference[] {
  const keys = [...new Set([...Object.keys(inside), ...Object.keys(elsewhere)])].sort();
  return keys
    .filter(key => inside[key] !== elsewhere[key])
    .map(key => ({ key, inside: inside[key], elsewhere: elsewhere[key] }));
}
