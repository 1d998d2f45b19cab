import { parseDocument } from 'yaml';
import { asList, asMap } from '../src/data/values';
import type { Diagnostic } from '../src/model/finding';
import type { Resource } from '../src/model/resource';
import { analysed } from './advice/values';
import type { Result } from './cases';
import { everyInput, type Input, type Item, type Ran, ran } from './every-input';

/** `spec.ports[0].name`, `metadata.labels['a/b']` as its steps. */
const stepsOf = (path: string): (string | number)[] =>
  [...path.matchAll(/\['([^']*)'\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, key = '']) =>
    index === undefined ? (quoted ?? key) : Number(index),
  );

const at = (item: Item, path: string): unknown => stepsOf(path).reduce((value, step) => value?.[step], item);

/** The items that a result may be about: two may bear one name. */
function about({ resourceRef, file }: Result, items: readonly Item[]): number[] {
  return items.flatMap((item, i) => {
    const annotations = item?.metadata?.annotations ?? {};
    const path = annotations['config.kubernetes.io/path'];
    const isThere = file === undefined || path === undefined || path === file.path;
    const isList = item?.kind?.endsWith('List') === true;
    const isNamed =
      resourceRef === undefined ||
      (item?.kind === resourceRef.kind && (item?.metadata?.name ?? '') === (resourceRef.name ?? ''));
    return isThere && (isList || isNamed) ? [i] : [];
  });
}

const fields = (results: readonly Result[]) =>
  results.flatMap(result => (result.field ? [{ ...result, field: result.field }] : []));

/** A value as text, with the keys of maps in one order. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

const stages = ['Complete', 'Labels', 'Routing'];

/** There is a kustomization in it. */
const isOfSources = (input: Input): boolean =>
  /kind: Kustomization|config\.kubernetes\.io\/path: '?([^\n]*\/)?(kustomization\.ya?ml|Kustomization)\b/.test(
    input.text(),
  );

/** What the function says of every input, in one of the stages. */
const spoken = everyInput.map((input, i) => {
  const stage = stages[i % stages.length];
  const [fixed, validated] = ['Fix', 'Validate'].map(mode => ran(input, { mode, stage })) as [Ran, Ran];
  return { input, isSources: isOfSources(input), fixed, validated, results: [...fixed.results, ...validated.results] };
});

test('messages of every input are among them', () => {
  expect(spoken.filter(({ results }) => results.length > 0).length).toBeGreaterThan(300);
});

describe('values', () => {
  const wrong: unknown[] = [];
  const counted = { currentValue: 0, proposedValue: 0 };
  for (const { input, fixed, validated, results } of spoken) {
    for (const { field, ...result } of fields(results)) {
      const look = (key: 'currentValue' | 'proposedValue', items: readonly Item[]) => {
        if (field[key] === undefined) return;
        counted[key]++;
        const found = about(result, validated.items).map(i => inOrder(at(items[i], field.path)));
        if (!found.includes(inOrder(field[key]))) wrong.push({ input: input.name, ...result.tags, key, field, found });
      };
      look('currentValue', validated.items);
      look('proposedValue', fixed.after);
    }
  }

  test('`currentValue` is what stands at the path in the item, `proposedValue` what mode Fix leaves there', () => {
    expect(wrong).toEqual([]);
  });

  test('there are many of both', () => {
    expect([counted.currentValue > 300, counted.proposedValue > 100]).toEqual([true, true]);
  });
});

/** A message without what it quotes, pastes and names: words alone. */
const wordsOf = (message: string): string =>
  message
    .replace(/`[^`]*`/g, '`x`')
    .replace(/'[^']*'/g, "'x'")
    .replace(/\b[A-Z]\w+\/[^ ,;:)]+/g, 'Kind/x');

/** What no message may hold, whatever it is about. */
const faults: readonly (readonly [string, (message: string) => boolean])[] = [
  ['an empty name', message => /(^|[ (])(''|``)([ ,;:)]|$)|\b[A-Z][a-z]\w+\/([ ,;:)]|$)/.test(message)],
  ['an empty list', message => /\b(of|by|and|in|from|to|are|is|or|means?|selects?|names?) {2}/.test(message)],
  [
    'a list that ends too soon',
    message => /\b(of|by|for|than|the|a) ?[:;,)]| [:;,)]|[([] ?[)\]]/.test(wordsOf(message)),
  ],
  ['two blanks', message => / {2}/.test(message)],
  ['a word twice', message => /\b(?!that |it its)([a-z]{2,}) \1\b/i.test(wordsOf(message))],
  ['a value that is none', message => /\b(undefined|NaN|null)\b|\[object /.test(wordsOf(message))],
  ["'should'", message => /\bshould\b/i.test(wordsOf(message))],
  ['a stop at its end, or two stops', message => /[.;:,]$|[.;:,] ?[.;,]/.test(wordsOf(message))],
  ['several lines', message => /[\n\r]/.test(message)],
  ['more words than anybody reads', message => wordsOf(message).length > 500],
];

const said = spoken.flatMap(({ input, isSources, results }) =>
  results.map(({ message, tags }) => ({
    isSources,
    message,
    line: `${input.name} [${tags.check}] ${message}`,
  })),
);

test.each(faults)('no message has %s', (_, isFaulty) => {
  expect([...new Set(said.filter(({ message }) => isFaulty(message)).map(({ line }) => line))]).toEqual([]);
});

test('no message speaks of kustomize where there is no kustomization', () => {
  const hosts =
    /while there is an error, kpt and kustomize take none of the repairs|a Kptfile or a kustomization above both must say so|'kustomize\.toolkit\.fluxcd\.io[^']*'/g;
  const wrong = said.filter(
    ({ isSources, message }) => !isSources && /kustomiz|common label|commonLabels/i.test(message.replace(hosts, '')),
  );
  expect([...new Set(wrong.map(({ line }) => line))]).toEqual([]);
});

/** How tag `related` may name a result. */
function namesOf({ tags, resourceRef, file }: Result): readonly string[] {
  const ref = resourceRef && (resourceRef.name || !file) ? `${resourceRef.kind}/${resourceRef.name}` : file?.path;
  const short = [tags.check, ...(ref === undefined ? [] : [ref])].join(' ');
  const namespace = resourceRef?.namespace === undefined ? [] : [`namespace ${resourceRef.namespace}`];
  return [short, [short, ...namespace, ...(file ? [`file ${file.path}`] : [])].join(', ')];
}

test('tag `related` names one result', () => {
  const names = ({ tags, resourceRef, file }: Result) =>
    [tags.check, resourceRef?.kind, resourceRef?.name, resourceRef?.namespace, file?.path].join();
  const wrong = spoken.flatMap(({ input, fixed, validated }) =>
    [fixed, validated].flatMap(({ results }) =>
      results.flatMap(({ tags: { related, check } }) => {
        if (related === undefined) return [];
        const leading = results.filter(other => namesOf(other).includes(related) && !other.tags.related);
        return new Set(leading.map(names)).size === 1 ? [] : [`${input.name} [${check}] ${related}`];
      }),
    ),
  );
  expect(wrong).toEqual([]);
});

/** The labels that the entries of a kustomization would write to selectors once a way is carried out; undefined of any other way. */
function keysInSelectors(way: Ways[number]): { readonly file: Resource; readonly keys: readonly string[] } | undefined {
  const [change] = way.filter(({ path }) => path.length === 1 && String(path[0]).toLowerCase() === 'labels');
  if (!change || change.of === 'functionConfig') return undefined;
  const common = way.find(({ path }) => path.length === 1 && String(path[0]).toLowerCase() === 'commonlabels');
  const left = common ? common.becomes : change.of.value.commonLabels;
  const entries = asList(change.becomes).flatMap(entry => {
    const { pairs, includeSelectors, fields } = asMap(entry) ?? {};
    return includeSelectors === true || fields !== undefined ? Object.keys(asMap(pairs) ?? {}) : [];
  });
  return { file: change.of, keys: [...Object.keys(asMap(left) ?? {}), ...entries] };
}

/** Its other way is a command, and this one is for what is not live yet. */
const beforeLive = 'label-in-volume-claims';

type Ways = NonNullable<Diagnostic['advice']>;

test('nothing advises to keep labels out of selectors while another result advises to write them there', () => {
  let compared = 0;
  const wrong = everyInput.filter(isOfSources).flatMap(input => {
    const { diagnostics } = analysed(input.text({ mode: 'Validate' }));
    const ways = diagnostics.flatMap(({ check, advice = [] }) =>
      advice.flatMap(way => {
        const becomes = keysInSelectors(way);
        return becomes ? [{ check, ...becomes }] : [];
      }),
    );
    return ways
      .filter(({ check }) => check === 'common-labels-deprecated')
      .flatMap(whole =>
        ways
          .filter(({ check, file }) => check !== whole.check && check !== beforeLive && file.item === whole.file.item)
          .flatMap(({ check, keys }) => {
            compared++;
            const against = whole.keys.filter(key => !keys.includes(key));
            return against.length === 0 ? [] : [`${input.name}: ${check} keeps ${against} out of selectors`];
          }),
      );
  });
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(5);
});

test('what is printed to be pasted is YAML', () => {
  const faulty = said.flatMap(({ message, line }) =>
    [...message.matchAll(/`((?:- \{)?[\w./-]+: ?[^`]*)`/g)].flatMap(([, text = '']) => {
      const { errors } = parseDocument(text);
      return errors.length === 0 ? [] : [`${line}: ${errors[0]?.message}`];
    }),
  );
  expect([...new Set(faulty)]).toEqual([]);
});
