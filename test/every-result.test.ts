import { parseDocument } from 'yaml';
import { asList, asMap } from '../src/data/values';
import type { Diagnostic } from '../src/model/finding';
import type { Resource } from '../src/model/resource';
import { analysed } from './advice/values';
import type { Result } from './cases';
import { everyInput, type Input, type Ran, ran } from './every-input';
import { shownBy } from './result-values';
import { inPart } from './thorough';

const stages = ['Complete', 'Labels', 'Routing'];

/** There is a kustomization in it. */
const isOfSources = (input: Input): boolean =>
  /kind: Kustomization|config\.kubernetes\.io\/path: '?([^\n]*\/)?(kustomization\.ya?ml|Kustomization)\b/.test(
    input.text(),
  );

/** What the function says of every input, in one of the stages. */
const spoken = inPart(everyInput, 3).map((input, i) => {
  const stage = stages[i % stages.length];
  const [fixed, validated] = ['Fix', 'Validate'].map(mode => ran(input, { mode, stage })) as [Ran, Ran];
  return { input, isSources: isOfSources(input), fixed, validated, results: [...fixed.results, ...validated.results] };
});

test('messages of every input are among them', () => {
  expect(spoken.filter(({ results }) => results.length > 0).length).toBeGreaterThan(spoken.length / 2);
});

describe('values', () => {
  const wrong: string[] = [];
  const counted = { currentValue: 0, proposedValue: 0 };
  for (const { input, fixed, validated, results } of spoken) {
    const shown = shownBy(results, validated.items, fixed.after);
    counted.currentValue += shown.currentValue;
    counted.proposedValue += shown.proposedValue;
    wrong.push(...shown.wrong.map(one => `${input.name}: ${one}`));
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
