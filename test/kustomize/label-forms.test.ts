import { parse, stringify } from 'yaml';
import { asList } from '../../src/data/values';
import { isUndone, type LabelForm, labelForms } from '../../src/facts/label-forms';
import { analysed } from '../advice/values';
import { type Files, folder } from '../hosts/folder';
import { describeHost } from '../hosts/hosts';
import { buildFolder, type Manifest, rootsIn, stdinFor } from './disk';
import { built, type View } from './effective';
import { Oracle } from './oracle';
import { trees } from './trees';

/** What the check says of one `commonLabels`: the `labels` in their place, and what these do. */
interface Advice {
  readonly file: string;
  readonly labels: readonly Manifest[];
  /** Keys that leave pods and selectors; without any, the build is the same. */
  readonly undone: readonly string[];
  /** Keys for which templates are enough. */
  readonly either: readonly string[];
}

function adviceOn(files: Files): Advice[] {
  const { diagnostics, received } = analysed(stdinFor(files, { mode: 'Validate' }));
  return diagnostics.flatMap(({ check, resource, path, advice: [way = []] = [] }) => {
    const labels = way.find(change => change.path[0] === 'labels');
    if (check !== 'common-labels-deprecated' || !resource || !labels) return [];
    const entries = received.labelEntries.filter(
      ({ kustomization, entry }) => kustomization.item === resource.item && entry[0] === path?.[0],
    );
    const forms = labelForms(entries, received);
    const keysOf = (is: (form: LabelForm) => boolean) => forms.filter(is).map(({ key }) => key);
    const before = asList(resource.value.labels).length;
    return [
      {
        file: resource.file?.path ?? '',
        labels: asList(labels.becomes).slice(before) as Manifest[],
        undone: keysOf(isUndone),
        either: keysOf(({ writes }) => writes === 'either'),
      },
    ];
  });
}

/** The files with the kustomization otherwise. */
function changed(files: Files, file: string, change: (kustomization: Manifest) => void): Files {
  // Of a key that stands twice the last one counts, and keys count in any case.
  const read = parse(files[file] ?? '', { uniqueKeys: false });
  const kustomization = Object.fromEntries(
    Object.entries(read).map(([key, value]) => [key.toLowerCase() === 'commonlabels' ? 'commonLabels' : key, value]),
  );
  change(kustomization);
  return { ...files, [file]: stringify(kustomization, { compat: 'yaml-1.1' }) };
}

const followed = (files: Files, { file, labels }: Advice, form = labels): Files =>
  changed(files, file, kustomization => {
    delete kustomization.commonLabels;
    kustomization.labels = [...(kustomization.labels ?? []), ...form];
  });

const without = (files: Files, { file, undone }: Advice): Files =>
  changed(files, file, kustomization => {
    for (const key of undone) delete kustomization.commonLabels[key];
  });

/** In templates in place of selectors, for the keys of which the check says so. */
const inTemplates = ({ labels, either }: Advice): Manifest[] =>
  labels.flatMap(({ pairs, ...scope }) =>
    Object.entries(pairs).map(([key, value]) => ({
      pairs: { [key]: value },
      ...(either.includes(key) ? { includeTemplates: true } : scope),
    })),
  );

const advised = trees.flatMap(({ name, files, unfollowed, only5 }) =>
  adviceOn(files).map(advice => ({ name: `${name}: ${advice.file}`, files, unfollowed, only5, advice })),
);

test('there is advice of every kind', () => {
  const some = (is: (advice: Advice) => boolean) => advised.filter(({ advice }) => is(advice)).length;
  expect(some(({ undone }) => undone.length > 0)).toBeGreaterThan(10);
  expect(some(({ either }) => either.length > 0)).toBeGreaterThan(3);
  expect(some(({ undone, either }) => undone.length + either.length === 0)).toBeGreaterThan(3);
});

describeHost('kustomize 4', kustomize => {
  const known = advised.filter(({ only5, advice }) => only5 === undefined && advice.undone.length === 0);

  test.each(known)('$name: the very same is built', ({ files, advice, unfollowed }) => {
    expectSameBuild(kustomize, files, advice, unfollowed);
  });
});

describeHost('kustomize 5', kustomize => {
  const viewsOf = (files: Files, of: (view: View) => unknown) =>
    Object.values(built(kustomize, files, folder(files))).map(views =>
      // A bare Pod's metadata are the labels of its pod.
      views.filter(({ kind }) => kind !== 'Pod').map(of),
    );

  test.each(advised.filter(({ advice }) => advice.undone.length === 0))(
    '$name: the very same is built',
    ({ files, advice, unfollowed }) => expectSameBuild(kustomize, files, advice, unfollowed),
  );

  test.each(advised.filter(({ advice, unfollowed }) => advice.undone.length > 0 && unfollowed.length === 0))(
    '$name: pods and selectors are as authored, metadata bears the label',
    ({ files, advice }) => {
      const inPods = ({ podLabels, selectors }: View) => ({ podLabels, selectors });
      const after = followed(files, advice);
      expect(viewsOf(after, inPods)).toEqual(viewsOf(without(files, advice), inPods));
      expect(viewsOf(after, ({ labels }) => labels)).toEqual(viewsOf(files, ({ labels }) => labels));
    },
  );

  test.each(advised.filter(({ advice, unfollowed }) => advice.either.length > 0 && unfollowed.length === 0))(
    '$name: with templates in place of selectors, pods are the same and all selectors select the same',
    ({ files, advice }) => {
      const [whole, templates] = [followed(files, advice), followed(files, advice, inTemplates(advice))];
      const podLabels = ({ podLabels }: View) => podLabels;
      expect(viewsOf(templates, podLabels)).toEqual(viewsOf(whole, podLabels));
      expect(templates).not.toEqual(whole);
      const selected = (of: Files) =>
        rootsIn(of).map(root => [...new Oracle(kustomize, of).selections(root).selectors]);
      const select = (of: Files) =>
        selected(of).map(all => all.map(([key, { selects }]) => [key, [...selects].sort()]));
      expect(select(templates)).toEqual(select(whole));
    },
  );
});

function expectSameBuild(kustomize: string, files: Files, advice: Advice, unfollowed: readonly string[]): void {
  const [before, after] = [folder(files), folder(followed(files, advice))];
  for (const root of rootsIn(files).filter(directory => !unfollowed.includes(directory))) {
    expect(buildFolder(kustomize, `${after}/${root}`)).toEqual(buildFolder(kustomize, `${before}/${root}`));
  }
}
