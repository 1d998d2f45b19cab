import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { deepFreeze } from '../../src/data/freeze';
import { jsonPatch } from '../../src/kustomize/json-patch';
import { describeHost, output, run } from '../hosts/hosts';

const target = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web, example.com/tier: front, a~b: tilde}
  annotations: {note: text}
spec:
  nothing: null
  selector: {matchLabels: {app: web}}
  template: {spec: {containers: [{name: a}, {name: b}, {name: c}]}}
`;

/** Operations, and what stands at the changed field afterwards; null where there is nothing. */
const applied: readonly (readonly [title: string, operations: string, becomes: string])[] = [
  [
    'add a key',
    '[{op: add, path: /metadata/labels/tier, value: x}]',
    'metadata: {labels: {app: web, example.com/tier: front, a~b: tilde, tier: x}}',
  ],
  [
    'add over a key',
    '[{op: add, path: /spec/selector/matchLabels/app, value: x}]',
    'spec: {selector: {matchLabels: {app: x}}}',
  ],
  [
    'add a map',
    '[{op: add, path: /spec/selector, value: {matchLabels: {b: c}}}]',
    'spec: {selector: {matchLabels: {b: c}}}',
  ],
  [
    'escaped slash and tilde',
    '[{op: remove, path: /metadata/labels/example.com~1tier}, {op: replace, path: /metadata/labels/a~0b, value: x}]',
    'metadata: {labels: {app: web, a~b: x}}',
  ],
  [
    'add to a list',
    '[{op: add, path: /spec/template/spec/containers/1, value: {name: x}}]',
    'spec: {template: {spec: {containers: [{name: a}, {name: x}, {name: b}, {name: c}]}}}',
  ],
  [
    'add to the end',
    '[{op: add, path: /spec/template/spec/containers/-, value: {name: x}}]',
    'spec: {template: {spec: {containers: [{name: a}, {name: b}, {name: c}, {name: x}]}}}',
  ],
  [
    'add to the end by number',
    '[{op: add, path: /spec/template/spec/containers/3, value: {name: x}}]',
    'spec: {template: {spec: {containers: [{name: a}, {name: b}, {name: c}, {name: x}]}}}',
  ],
  [
    'add before the end of the list',
    '[{op: add, path: /spec/template/spec/containers/-1, value: {name: x}}]',
    'spec: {template: {spec: {containers: [{name: a}, {name: b}, {name: c}, {name: x}]}}}',
  ],
  [
    'remove from a list',
    '[{op: remove, path: /spec/template/spec/containers/0}, {op: remove, path: /spec/template/spec/containers/-1}]',
    'spec: {template: {spec: {containers: [{name: b}]}}}',
  ],
  [
    'replace in a list',
    '[{op: replace, path: /spec/template/spec/containers/+1/name, value: x}]',
    'spec: {template: {spec: {containers: [{name: a}, {name: x}, {name: c}]}}}',
  ],
  ['replace what is missing', '[{op: replace, path: /spec/replicas, value: 3}]', 'spec: {replicas: 3}'],
  ['remove a map', '[{op: remove, path: /spec/selector}]', 'spec: {selector: null}'],
  [
    'move',
    '[{op: move, from: /spec/selector/matchLabels/app, path: /spec/selector/matchLabels/name}]',
    'spec: {selector: {matchLabels: {name: web}}}',
  ],
  [
    'move in a list',
    '[{op: move, from: /spec/template/spec/containers/0, path: /spec/template/spec/containers/2}]',
    'spec: {template: {spec: {containers: [{name: b}, {name: c}, {name: a}]}}}',
  ],
  [
    'a copy is a value of its own',
    '[{op: copy, from: /metadata/labels, path: /spec/selector/matchLabels}, {op: replace, path: /metadata/labels/app, value: x}]',
    'spec: {selector: {matchLabels: {app: web, example.com/tier: front, a~b: tilde}}}',
  ],
  [
    'a copy of what is missing is null',
    '[{op: copy, from: /spec/replicas, path: /spec/paused}]',
    'spec: {paused: null}',
  ],
  [
    'a test that holds',
    '[{op: test, path: /spec/selector, value: {matchLabels: {app: web}}}, {op: remove, path: /spec/selector}]',
    'spec: {selector: null}',
  ],
  [
    'missing is null',
    '[{op: test, path: /spec/replicas, value: null}, {op: test, path: /spec/nothing, value: null}, {op: add, path: /spec/a, value: b}]',
    'spec: {a: b}',
  ],
  ['null is a value', '[{op: add, path: /spec/a, value: null}, {op: add, path: /spec/b}]', 'spec: {a: null, b: null}'],
  ['a path without its slash', '[{op: add, path: ignored/spec/a, value: b}]', 'spec: {a: b}'],
  ['a new name', '[{op: replace, path: /metadata/name, value: other}]', 'metadata: {name: other}'],
  [
    'annotations are text',
    '[{op: add, path: /metadata/annotations/yes, value: true}, {op: add, path: /metadata/annotations/none, value: null}]',
    'metadata: {annotations: {note: text, "yes": "true", none: "null"}}',
  ],
  ['no empty annotations', '[{op: remove, path: /metadata/annotations/note}]', 'metadata: {annotations: null}'],
];

const refused: readonly (readonly [title: string, operation: string, message: string])[] = [
  [
    'remove what is missing',
    '{op: remove, path: /spec/replicas}',
    "operation 1 (remove /spec/replicas): there is no 'replicas'",
  ],
  [
    'remove twice',
    '{op: remove, path: /spec/selector/app}',
    "operation 1 (remove /spec/selector/app): there is no 'app'",
  ],
  [
    'add under what is missing',
    '{op: add, path: /spec/strategy/type, value: x}',
    "operation 1 (add /spec/strategy/type): there is no map or list at 'strategy' of '/spec/strategy/type'",
  ],
  ['add under null', '{op: add, path: /spec/nothing/a, value: x}', "there is no map or list at 'nothing'"],
  ['add under text', '{op: add, path: /kind/a, value: x}', "there is no map or list at 'kind'"],
  [
    'add behind the end',
    '{op: add, path: /spec/template/spec/containers/4, value: {}}',
    "'4' is no position in a list of 4",
  ],
  [
    'replace behind the end',
    '{op: replace, path: /spec/template/spec/containers/3, value: {}}',
    "'3' is no position in a list of 3",
  ],
  [
    'replace the end',
    '{op: replace, path: /spec/template/spec/containers/-, value: {}}',
    "'-' is no position in a list of 3",
  ],
  [
    'a name as position',
    '{op: remove, path: /spec/template/spec/containers/web}',
    "'web' is no position in a list of 3",
  ],
  ['move what is missing', '{op: move, from: /spec/replicas, path: /spec/paused}', "there is no 'replicas'"],
  ['a test that fails', '{op: test, path: /spec/selector/matchLabels/app, value: x}', 'it is "web"'],
  [
    'an unknown operation',
    '{op: append, path: /spec/a, value: x}',
    'operation 1 (append /spec/a): there is no such operation',
  ],
  ['no path', '{op: add, value: x}', 'a path is missing'],
  ['a path without any slash', '{op: add, path: spec, value: x}', "'spec' is no path"],
  ['adding the whole object', '{op: add, path: "", value: {}}', "'' is no path"],
];

const patched = (operations: string) => jsonPatch(deepFreeze(parse(target)), deepFreeze(parse(operations)));

describe('jsonPatch', () => {
  test.each(applied)('%s', (_, operations, becomes) => {
    for (const [top, fields] of Object.entries(parse(becomes) as Record<string, Record<string, unknown>>)) {
      const { [top]: now } = patched(operations) as Record<string, Record<string, unknown>>;
      for (const [key, value] of Object.entries(fields)) expect(now?.[key] ?? null).toEqual(value);
    }
  });

  test.each(refused)('%s', (_, operation, message) => {
    expect(() => patched(`[${operation}]`)).toThrow(message);
  });

  test('replaces the whole object by a map, and by nothing else', () => {
    expect(patched('[{op: replace, path: "", value: {kind: A}}]')).toEqual({ kind: 'A' });
    expect(() => patched('[{op: replace, path: "", value: []}]')).toThrow('can only be replaced by a map');
  });

  test('says which operation', () => {
    expect(() => patched('[{op: add, path: /spec/a, value: 1}, {op: remove, path: /spec/b}]')).toThrow(/^operation 2 /);
  });
});

describeHost('kustomize 5', kustomize => {
  const folder = mkdtempSync(join(tmpdir(), 'json-patch-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const write = (count: number, patches: readonly string[]) => {
    const targets = Array.from({ length: count }, (_, i) => ({ ...parse(target), kind: `Kind${i}` }));
    const patch = (operations: string, i: number) => ({ target: { kind: `Kind${i}` }, patch: operations });
    writeFileSync(join(folder, 'targets.yaml'), targets.map(one => stringify(one)).join('---\n'));
    writeFileSync(
      join(folder, 'kustomization.yaml'),
      stringify({ resources: ['targets.yaml'], patches: patches.map(patch) }),
    );
  };

  test('does the same', () => {
    write(
      applied.length,
      applied.map(([, operations]) => stringify(parse(operations))),
    );
    const documents = parseAllDocuments(output(kustomize, ['build', folder])).map(document => document.toJS());
    const built = new Map(documents.map(document => [document.kind, document]));
    for (const [i, [title, operations]] of applied.entries()) {
      const { kind: _, ...ours } = patched(operations);
      const { kind, ...theirs } = built.get(`Kind${i}`);
      expect([title, ours]).toEqual([title, theirs]);
    }
  });

  test.each(refused)('refuses: %s', (_, operation) => {
    write(1, [stringify([parse(operation)])]);
    expect(run(kustomize, ['build', folder]).status).not.toBe(0);
  });
});
