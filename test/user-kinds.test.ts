import { parse, stringify } from 'yaml';
import { run } from '../src/run';

const fleet = {
  apiVersion: 'games.example.com/v1',
  kind: 'Fleet',
  metadata: { name: 'arena' },
  spec: {
    name: 'arena',
    size: 'large',
    replicas: 2,
    selector: { matchLabels: { app: 'arena' } },
    lobby: { selects: { app: 'arena' } },
    groups: [{ template: { metadata: { labels: { app: 'arena' } }, spec: { containers: [{ name: 'game' }] } } }],
    template: { metadata: { labels: { app: 'arena' } }, spec: { containers: [{ name: 'game' }] } },
  },
};

/** What the function says to the entries of `kinds`, with one object of their kind. */
function said(...kinds: readonly object[]): readonly string[] {
  const functionConfig = { apiVersion: 'fn.kpt.dev/v1alpha1', kind: 'ComponentLabels', spec: { kinds } };
  const list = { apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', items: [fleet], functionConfig };
  const { stderr, exitCode } = run(stringify(list), false);
  expect(exitCode).toBe(stderr.length > 0 ? 2 : 0);
  return stderr.map(line => line.replace(/^error: functionConfig /, ''));
}

const mine = { group: 'games.example.com', kind: 'Fleet' };
const others = { group: 'other.example.com', kind: 'Other' };
const guard = { path: 'spec/selector', form: 'LabelSelector', role: 'policy' };

test('rows that fit say nothing', () => {
  expect(
    said(
      { ...mine, podTemplate: 'spec/template', selector: 'spec/selector', replicas: 'spec/replicas' },
      { ...others, podTemplate: 'spec/any', selectors: [{ path: 'spec/other', form: 'map', role: 'route' }] },
    ),
  ).toEqual([]);
});

describe('a wrong entry is an error that says what is wrong with it', () => {
  test.each<[string, object, string]>([
    ['no kind', { group: 'a.example.com', podTemplate: 'spec' }, '`spec.kinds[0].kind` is missing; it must be there'],
    ['no group', { kind: 'Fleet', podTemplate: 'spec' }, '`spec.kinds[0].group` is missing; it must be there'],
    [
      'an unknown field',
      { ...others, template: 'spec/template' },
      "`spec.kinds[0].template` is no field; it must be 'group', 'kind', 'podTemplate', 'labels', 'podSpec', 'selector', 'form', 'replicas', 'runsToCompletion' or 'selectors'",
    ],
    [
      'an unknown form',
      { ...others, podTemplate: 'spec/x', selector: 'spec/y', form: 'Map' },
      "`spec.kinds[0].form` is 'Map'; it must be 'map' or 'LabelSelector'",
    ],
    [
      'an unknown role',
      { ...others, selectors: [{ path: 'spec/y', form: 'map', role: 'own' }] },
      "`spec.kinds[0].selectors[0].role` is 'own'; it must be 'route', 'budget', 'policy', 'monitor', 'apart' or 'together'",
    ],
    [
      'no selectors in the list',
      { ...others, selectors: [] },
      '`spec.kinds[0].selectors` is empty; it must have at least one element',
    ],
    [
      'a group with its version',
      { ...others, group: 'example.com/v1', podTemplate: 'spec/template' },
      "`spec.kinds[0].group` is 'example.com/v1'; it must be the group without the version: 'example.com'",
    ],
    [
      'a version for the core group',
      { ...others, group: 'v1', podTemplate: 'spec/template' },
      "`spec.kinds[0].group` is 'v1'; it must be the group without the version: ''",
    ],
    [
      'no group at all',
      { ...others, group: 'Example Com', podTemplate: 'spec/template' },
      "`spec.kinds[0].group` is 'Example Com'; it must be an API group, such as 'example.com'",
    ],
    [
      'an empty kind',
      { ...others, kind: '', podTemplate: 'spec' },
      "`spec.kinds[0].kind` is ''; it must be a kind, such as 'Fleet'",
    ],
    [
      'a kind with its version',
      { ...others, kind: 'v1/Fleet', podTemplate: 'spec' },
      "`spec.kinds[0].kind` is 'v1/Fleet'; it must be a kind, such as 'Fleet'",
    ],
    [
      'a kind that the tables have',
      { group: 'apps', kind: 'Deployment', podTemplate: 'spec/template' },
      "`spec.kinds[0]` is kind 'Deployment.apps', which the tables have already; the entry must go",
    ],
    ['nothing to say', others, '`spec.kinds[0]` has neither `podTemplate` nor `selectors`; it must have one of them'],
    [
      'labels of no pods',
      { ...others, labels: 'labels', selectors: [guard] },
      '`spec.kinds[0].labels` says something of pods; `spec.kinds[0].podTemplate` must be there too',
    ],
    [
      'the form of no selector',
      { ...others, podTemplate: 'spec/template', form: 'map' },
      '`spec.kinds[0].form` says how the own selector is written; `spec.kinds[0].selector` must be there too',
    ],
    [
      'a path with dots for slashes at its ends',
      { ...others, podTemplate: '.spec.template' },
      "`spec.kinds[0].podTemplate` is '.spec.template'; it must be field names joined by '/', such as 'spec/template' or 'spec/groups[]/podSelector'",
    ],
    [
      'an empty path',
      { ...others, selectors: [{ ...guard, path: '' }] },
      "`spec.kinds[0].selectors[0].path` is ''; it must be field names joined by '/', such as 'spec/template' or 'spec/groups[]/podSelector'",
    ],
    [
      'labels in a list',
      { ...others, podTemplate: 'spec/template', labels: 'all[]/labels' },
      "`spec.kinds[0].labels` is 'all[]/labels'; it starts at the pod template and must lead to one place, without '[]' and '*'",
    ],
    [
      'a selector in another list than the pod template',
      { ...others, podTemplate: 'spec/groups[]/template', selector: 'spec/sets[]/selector' },
      "`spec.kinds[0].selector` is 'spec/sets[]/selector'; the lists and maps that it walks must be those of `podTemplate`, 'spec/groups[]/template'",
    ],
    [
      'one selector twice',
      { ...others, selectors: [guard, { ...guard, role: 'budget' }] },
      "`spec.kinds[0].selectors[1].path` is 'spec/selector', as `spec.kinds[0].selectors[0].path` is; one of them must go",
    ],
    [
      'the own selector as another',
      { ...others, podTemplate: 'spec/template', selector: 'spec/selector', selectors: [guard] },
      "`spec.kinds[0].selectors[0].path` is 'spec/selector', as `spec.kinds[0].selector` is; one of them must go",
    ],
  ])('%s', (_, entry, problem) => {
    expect(said(entry)).toEqual([problem]);
  });

  test('one kind in two entries', () => {
    const twice = "`spec.kinds[1]` is kind 'Other.other.example.com', as `spec.kinds[0]` is; both must be one entry, ";
    expect(said({ ...others, podTemplate: 'spec/a' }, { ...others, selectors: [guard] })).toEqual([
      `${twice}unless each has a \`podTemplate\` of its own`,
    ]);
    expect(said({ ...others, podTemplate: 'spec/a' }, { ...others, podTemplate: 'spec/b' })).toEqual([]);
  });
});

describe('a row that does not fit the objects is an error that names one of them', () => {
  const prefix = "`spec.kinds`: `podTemplate` of kind 'Fleet' is";
  test.each<[string, object, string]>([
    [
      'a pod template that is nowhere',
      { podTemplate: 'spec/temlate' },
      `${prefix} 'spec/temlate', which leads to nothing in Fleet/arena; it must be the path of a field that these objects have`,
    ],
    [
      'a pod template that is a list',
      { podTemplate: 'spec/groups' },
      `${prefix} 'spec/groups', which leads to a list (a step that walks it ends in '[]') at \`spec.groups\` of Fleet/arena; it must lead to a map`,
    ],
    [
      'a pod template that is a text',
      { podTemplate: 'spec/name' },
      `${prefix} 'spec/name', which leads to a string at \`spec.name\` of Fleet/arena; it must lead to a map`,
    ],
    [
      'a pod template that has no PodSpec',
      { podTemplate: 'spec/lobby' },
      `${prefix} 'spec/lobby', which leads to no pod template at \`spec.lobby\` of Fleet/arena; it must lead to what holds \`spec\` with \`containers\`, or \`podSpec\` must say where these stand`,
    ],
    [
      'the PodSpec for the pod template',
      { podTemplate: 'spec/template/spec' },
      `${prefix} 'spec/template/spec', which leads to no pod template at \`spec.template.spec\` of Fleet/arena; this is the PodSpec itself, and the path must end before it`,
    ],
    [
      'labels that are nowhere',
      { podTemplate: 'spec/template', labels: 'metadata/label' },
      "`spec.kinds`: `labels` of kind 'Fleet' is 'spec/template/metadata/label', which leads to nothing in Fleet/arena; it must be the path of a field that these objects have",
    ],
    [
      'a selector that is nowhere',
      { podTemplate: 'spec/template', selector: 'spec/selectors' },
      "`spec.kinds`: `selector` of kind 'Fleet' is 'spec/selectors', which leads to nothing in Fleet/arena; it must be the path of a field that these objects have",
    ],
    [
      'a selector that is a text',
      { podTemplate: 'spec/template', selector: 'spec/size' },
      "`spec.kinds`: `selector` of kind 'Fleet' is 'spec/size', which leads to a string at `spec.size` of Fleet/arena; it must lead to a selector, which is a map",
    ],
    [
      'a LabelSelector for a map',
      { podTemplate: 'spec/template', selector: 'spec/selector', form: 'map' },
      "`spec.kinds`: `form` of kind 'Fleet' is 'map', but 'spec/selector' is written as LabelSelector at `spec.selector` of Fleet/arena; it must be 'LabelSelector'",
    ],
    [
      'a map for a LabelSelector',
      { selectors: [{ path: 'spec/lobby/selects', form: 'LabelSelector', role: 'route' }] },
      "`spec.kinds`: `selectors[].form` of kind 'Fleet' is 'LabelSelector', but 'spec/lobby/selects' is written as map at `spec.lobby.selects` of Fleet/arena; it must be 'map'",
    ],
    [
      'selectors that are all nowhere',
      { selectors: [{ path: 'spec/loby', form: 'map', role: 'route' }] },
      "`spec.kinds`: `selectors[].path` of kind 'Fleet' is 'spec/loby', which leads to nothing in Fleet/arena; it must be the path of a field that these objects have",
    ],
  ])('%s', (_, entry, problem) => {
    expect(said({ ...mine, ...entry })).toEqual([problem]);
  });

  test('a selector that no object happens to have is no mistake beside one that they have', () => {
    const selectors = [guard, { path: 'spec/egress[]/podSelector', form: 'LabelSelector', role: 'policy' }];
    expect(said({ ...mine, selectors })).toEqual([]);
  });
});

test('a selector beside each pod template of a list finds that one', () => {
  const groups = ['red', 'blue'].map(team => ({
    selector: { team },
    template: { metadata: { labels: { team } }, spec: { containers: [{ name: team }] } },
  }));
  const items = [{ ...fleet, spec: { groups } }];
  const row = { ...mine, podTemplate: 'spec/groups[]/template', selector: 'spec/groups[]/selector', form: 'map' };
  const functionConfig = { apiVersion: 'fn.kpt.dev/v1alpha1', kind: 'ComponentLabels', spec: { kinds: [row] } };
  const list = { apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', items, functionConfig };
  const { stdout, exitCode } = run(stringify(list), false);
  expect(exitCode).toBe(0);
  const [written] = (parse(stdout) as { items: readonly { spec: { groups: typeof groups } }[] }).items;
  expect(written?.spec.groups.map(({ selector }) => selector)).toEqual(
    ['red', 'blue'].map(team => ({ team, component: 'arena' })),
  );
});
