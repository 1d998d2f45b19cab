import { parse, stringify } from 'yaml';
import { run } from '../src/run';
import fc from './random';
import { isThorough } from './thorough';

type Labels = Readonly<Record<string, string>>;
// biome-ignore lint/suspicious/noExplicitAny: manifests are whatever YAML holds
type Manifest = any;

// --- random manifests ---

const labels = fc.dictionary(
  fc.constantFrom('app', 'tier', 'component', 'app.kubernetes.io/name'),
  fc.constantFrom('a', 'b', 'on', '1e3'),
  { minKeys: 1, maxKeys: 3 },
);
const metadata = fc.record(
  {
    name: fc.constantFrom('a', 'b', 'c', 'web', 'web-canary', 'db', 'on', '1e3', 'a.b'),
    namespace: fc.constantFrom('one', 'two'),
    labels,
    annotations: fc.record({ text: fc.string({ maxLength: 9 }) }),
  },
  { requiredKeys: ['name'] },
);
const containers = fc.array(
  fc.record({
    name: fc.constantFrom('main', 'db'),
    image: fc.constantFrom('x', 'y'),
    ports: fc.array(fc.record({ containerPort: fc.constantFrom(80, 3306) }), { maxLength: 1 }),
  }),
  { minLength: 1, maxLength: 1 },
);
const template = (podLabels: Labels, spec: Manifest) => ({ metadata: { labels: podLabels }, spec });
const controller = fc
  .record({
    kind: fc.constantFrom('Deployment', 'StatefulSet', 'DaemonSet'),
    metadata,
    podLabels: labels,
    containers,
    less: fc.boolean(),
    together: fc.boolean(),
  })
  .map(({ kind, metadata, podLabels, containers, less, together }) => {
    const matchLabels = Object.fromEntries(Object.entries(podLabels).slice(0, less ? 1 : undefined));
    const affinity = {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'host', labelSelector: { matchLabels } }],
      },
    };
    return {
      apiVersion: 'apps/v1',
      kind,
      metadata,
      spec: { selector: { matchLabels }, template: template(podLabels, { containers, ...(together && { affinity }) }) },
    };
  });
const cronJob = fc.record({ metadata, podLabels: labels, containers }).map(({ metadata, podLabels, containers }) => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata,
  spec: { jobTemplate: { spec: { template: template(podLabels, { containers }) } } },
}));
const bareJob = fc.record({ metadata, containers }).map(({ metadata, containers }) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata,
  spec: { template: { spec: { containers } } },
}));
const service = fc
  .record({ metadata, selector: labels, port: fc.constantFrom(80, 3306) })
  .map(({ metadata, selector, port }) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { selector, ports: [{ port }] },
  }));
const budget = fc.record({ metadata, matchLabels: labels }).map(({ metadata, matchLabels }) => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata,
  spec: { selector: { matchLabels } },
}));
const other = metadata.map(metadata => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { mode: '0777' } }));
const manifest = fc.oneof(
  { arbitrary: controller, weight: 5 },
  { arbitrary: service, weight: 4 },
  cronJob,
  bareJob,
  budget,
  other,
);
const unique = (items: readonly Manifest[]) => [...new Map(items.map(item => [identity(item), item])).values()];
const manifests = fc.array(manifest, { minLength: 1, maxLength: 9 }).map(unique);
const identity = ({ kind, metadata }: Manifest): string => `${metadata.namespace ?? ''}/${kind}/${metadata.name}`;

// --- random layouts ---

const spec = fc.record({
  stage: fc.constantFrom('Labels', 'Routing', 'Complete'),
  scope: fc.constantFrom('All', 'Colliding'),
  label: fc.constantFrom('component', 'app.kubernetes.io/component', 'tier'),
});
const fix = { mode: 'Fix', stage: 'Complete', scope: 'All', label: 'component' };
const list = (items: readonly Manifest[], config: Manifest) => ({
  apiVersion: 'config.kubernetes.io/v1',
  kind: 'ResourceList',
  items,
  functionConfig: { apiVersion: 'fn.kpt.dev/v1alpha1', kind: 'ComponentLabels', spec: config },
});
const style = fc.record({
  indent: fc.constantFrom(1, 2, 4),
  indentSeq: fc.boolean(),
  aliasDuplicateObjects: fc.boolean(),
  version: fc.constantFrom('1.1' as const, '1.2' as const),
  defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
});
/** Comments behind and between lines, which never change what YAML means outside of block scalars. */
const commented = (text: string, marks: readonly number[]) => {
  if (/[|>]/.test(text)) return text;
  const lines = text.trimEnd().split('\n');
  const last = lines.pop();
  const more = lines.map(
    (line, i) => [line, `${line} # c`, `${line}\n# c`, `${line}\n      # c`][marks[i % marks.length] ?? 0],
  );
  return `${[...more, last].join('\n')}\n`;
};
const blockText = (items: readonly Manifest[], config: Manifest) =>
  fc
    .tuple(style, fc.array(fc.nat(3), { minLength: 1, maxLength: 7 }), fc.boolean())
    .map(([options, marks, windows]) => {
      const text = commented(stringify(list(items, config), { ...options, lineWidth: 0 }), marks);
      return windows ? text.replaceAll('\n', '\r\n') : text;
    });
const anyText = (items: readonly Manifest[], config: Manifest) =>
  fc.oneof(
    blockText(items, config),
    fc.constantFrom(undefined, 2, '\t').map(space => JSON.stringify(list(items, config), null, space)),
    style.map(options => stringify(list(items, config), { ...options, collectionStyle: 'flow' })),
  );
const input = (layout: typeof anyText, config: fc.Arbitrary<Manifest>) =>
  fc.tuple(manifests, config).chain(([items, config]) => layout(items, config).map(text => ({ items, config, text })));

/** An alias may have to be written out: that takes away its bytes. */
const hasAliases = (text: string) => /: \*a\d/.test(text);
const itemsOf = (text: string): Manifest[] =>
  parse(text.replace(/^\u{feff}/u, ''), { logLevel: 'silent', merge: true }).items;
const beforeResults = (text: string) => text.replace(/^results:\r?\n[\s\S]*|, "results": [\s\S]*/m, '').trimEnd();

// --- an independent little Kubernetes: who selects whose pods ---

const podLabels = ({ kind, spec }: Manifest): Labels | undefined => {
  const pods = kind === 'CronJob' ? spec.jobTemplate.spec.template : spec?.template;
  return pods && (pods.metadata?.labels ?? {});
};
const selectorOf = ({ kind, spec }: Manifest): Labels | undefined =>
  kind === 'Service' ? spec.selector : spec?.selector?.matchLabels;
const selected = (items: readonly Manifest[], i: number): number[] => {
  const entries = Object.entries(selectorOf(items[i]) ?? {});
  return items.flatMap((item, j) => {
    const pods = podLabels(item);
    const seen =
      pods &&
      item.metadata.namespace === items[i].metadata.namespace &&
      entries.every(([key, value]) => pods[key] === value);
    return seen ? [j] : [];
  });
};

const check = (
  property: fc.IProperty<[{ items: Manifest[]; config: Manifest; text: string }]>,
  numRuns = Number(process.env.PROPERTY_RUNS ?? 25),
) => fc.assert(property, { numRuns });

describe('for any manifests, in any layout', () => {
  test('every line that came is still there, and only label lines are new', () =>
    check(
      fc.property(input(blockText, spec), ({ config, text }) => {
        fc.pre(!hasAliases(text));
        const { stdout } = run(text, false);
        const rest = text.trimEnd().split('\n');
        for (const line of beforeResults(stdout).split('\n')) {
          if (line.trimEnd() === rest[0]?.trimEnd()) rest.shift();
          else expect(line).toMatch(new RegExp(`^ *["']?(metadata|labels|matchLabels|${config.label})["']?:`));
        }
        expect(rest).toEqual([]);
      }),
    ));

  test('nothing but the label differs, and every character that came is still there', () =>
    check(
      fc.property(input(anyText, spec), ({ config, text }) => {
        fc.pre(!hasAliases(text));
        const after = run(text, false).stdout;
        const strip = (value: Manifest): Manifest =>
          Array.isArray(value)
            ? value.map(strip)
            : typeof value !== 'object' || value === null
              ? value
              : Object.fromEntries(
                  Object.entries(value).flatMap(([key, v]) => {
                    const kept = strip(v);
                    const emptied =
                      ['labels', 'metadata', 'matchLabels'].includes(key) && Object.keys(kept).length === 0;
                    return key === config.label || emptied ? [] : [[key, kept]];
                  }),
                );
        expect(strip(itemsOf(after))).toEqual(strip(itemsOf(text)));
        let at = 0;
        for (const character of beforeResults(after)) if (character === text[at]) at++;
        expect(text.slice(at).replace(/[\s}]+$/, '')).toBe('');
      }),
    ));

  test('a second run changes nothing', () =>
    check(
      fc.property(input(anyText, spec), ({ text }) => {
        const once = run(text, false).stdout;
        expect(beforeResults(run(once, false).stdout)).toBe(beforeResults(once));
      }),
    ));

  test('Validate gives the items back as they came, and never exit code 2', () =>
    check(
      fc.property(
        input(
          anyText,
          spec.map(config => ({ ...config, mode: 'Validate' })),
        ),
        ({ text }) => {
          const { stdout, exitCode } = run(text, false);
          expect(beforeResults(stdout)).toBe(
            text.trimEnd().replace(stdout.includes(', "results": ') ? /\s*\}$/ : /$^/, ''),
          );
          expect(exitCode).toBeLessThan(2);
        },
      ),
    ));

  test('YAML 1.1 reads what was written as YAML 1.2 does', () =>
    check(
      fc.property(input(anyText, spec), ({ config, text }) => {
        const { stdout } = run(text, false);
        const old: Manifest = parse(stdout, { version: '1.1', logLevel: 'silent' });
        for (const item of old.items) {
          for (const where of [item.metadata.labels, podLabels(item), selectorOf(item)]) {
            if (where && config.label in where && !text.includes(config.label))
              expect(typeof where[config.label]).toBe('string');
          }
        }
      }),
    ));
});

describe('for any manifests and stage, Kubernetes afterwards', () => {
  const states = ({ text }: { text: string }) => {
    const { stdout, exitCode } = run(text, false);
    return { before: itemsOf(text), after: itemsOf(stdout), exitCode };
  };

  test('selects nothing that it did not select before, and nothing goes empty', () =>
    check(
      fc.property(input(anyText, spec), given => {
        const { before, after, exitCode } = states(given);
        expect(exitCode).toBeLessThan(2);
        before.forEach((item, i) => {
          if (!selectorOf(item)) return;
          const [was, is] = [selected(before, i), selected(after, i)];
          expect(was).toEqual(expect.arrayContaining(is));
          if (was.length > 0) expect(is).not.toEqual([]);
        });
      }),
      isThorough ? 300 : 100,
    ));

  test('routes as before while only labels are written', () =>
    check(
      fc.property(input(anyText, fc.constant({ ...fix, stage: 'Labels' })), given => {
        const { before, after } = states(given);
        before.forEach((_, i) => {
          expect(selected(after, i)).toEqual(selected(before, i));
          expect(selectorOf(after[i])).toEqual(selectorOf(before[i]));
        });
      }),
    ));

  test('lets every controller select its own pods, and no others once its component tells them apart', () =>
    check(
      fc.property(input(anyText, fc.constant(fix)), given => {
        const { before, after } = states(given);
        after.forEach((item, i) => {
          if (!podLabels(item) || !selectorOf(item)) return;
          expect(selected(after, i)).toContain(i);
          const component = podLabels(item)?.component;
          const bears = ({ metadata }: Manifest, pods: Labels = {}) =>
            [metadata.labels?.component, pods.component].includes(component);
          const others = after.filter(
            (one, j) => j !== i && one.metadata.namespace === item.metadata.namespace && bears(one, podLabels(one)),
          );
          if (others.length === 0 && component !== undefined) expect(selected(after, i)).toEqual([i]);
          else expect(selected(before, i)).toEqual(expect.arrayContaining(selected(after, i)));
        });
      }),
      isThorough ? 300 : 100,
    ));

  test('has every Service as it was, or with the one label more', () =>
    check(
      fc.property(input(anyText, spec), given => {
        const { before, after } = states(given);
        before.forEach((item, i) => {
          if (item.kind !== 'Service') return;
          const { [given.config.label]: added, ...rest } = after[i].spec.selector;
          const { [given.config.label]: had, ...received } = item.spec.selector;
          expect(rest).toEqual(received);
          if (added !== had)
            expect([
              had,
              selected(after, i).length < selected(before, i).length || selected(after, i).length === 1,
            ]).toEqual([undefined, true]);
        });
      }),
    ));
});

describe('for anything on stdin run answers', () => {
  const answersSanely = (text: string) => {
    const { stdout, stderr, exitCode } = run(text, false);
    expect(stderr.join('\n')).not.toMatch(/internal error|\n {4}at /);
    if (exitCode < 2 && isYaml(text)) expect(parse(stdout, { logLevel: 'silent' }).kind).toBe('ResourceList');
  };
  const isYaml = (text: string) => {
    try {
      parse(text, { logLevel: 'silent' });
      return true;
    } catch {
      return false;
    }
  };

  test('random letters', () =>
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), answersSanely), { numRuns: 200 }));

  test('random YAML signs', () => {
    const sign = fc.constantFrom(
      '- ',
      ': ',
      '\n',
      '\n  ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a',
      '"',
      "'",
      '|',
      '>',
      '#',
      ' #',
      '?',
      '!',
      '%',
      '@',
      '---\n',
      '...',
      '\t',
      '\r',
      '<<',
      'a',
      'kind: Pod',
      'items:',
      'null',
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 30 }), signs =>
        answersSanely(`apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- ${signs.join('')}`),
      ),
      { numRuns: 300 },
    );
  });

  test('a ResourceList that is cut, doubled or garbled somewhere', () => {
    const damage = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(40),
      fc.constantFrom('', '"', '\n', '\t', '{', '*x', ': ', '- ', '#', '\r', '&a '),
    );
    fc.assert(
      fc.property(input(anyText, spec), damage, ({ text }, [where, length, instead]) => {
        const at = Math.floor(where * text.length);
        answersSanely(text.slice(0, at) + instead + text.slice(at + length));
      }),
      { numRuns: 300 },
    );
  });
});
