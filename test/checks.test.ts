import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks, type Situation } from '../src/checks';
import { answer, readCase } from './cases';

const pagesFolder = join(__dirname, '../src/checks');
const casesFolder = join(__dirname, 'cases');
const ids = checks.map(({ id }) => id);
const files = (folder: string, ending: string) => readdirSync(folder).filter(file => file.endsWith(ending));
const textOf = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8');
/** Checks that speak of the whole run: no line of a fixture can expect them. */
const ofTheRun = ['routing-before-rollout'];
const fixtures = files(casesFolder, '.yaml').map(file => readCase(textOf(casesFolder, file)));

describe('census', () => {
  test('every check has a page, and every page a check', () => {
    expect(files(pagesFolder, '.md').sort()).toEqual(ids.map(id => `${id}.md`).sort());
  });

  test('every check has a file of its name', () => {
    expect(ids.filter(id => !existsSync(join(pagesFolder, `${id}.ts`)))).toEqual([]);
  });

  test('every check is expected by a fixture, and fixtures expect no other', () => {
    const expected = fixtures.flatMap(({ reports }) => reports.map(({ check }) => check));
    expect([...new Set([...expected, ...ofTheRun])].sort()).toEqual([...ids].sort());
  });

  test.each(ofTheRun)('%s is about no document: it is told once a run', id => {
    const { given, config } = readCase(textOf(casesFolder, `${id}.yaml`));
    const told = answer(given, config).results.filter(({ tags }) => tags.check === id);
    expect(told).toEqual([expect.objectContaining({ severity: checks.find(check => check.id === id)?.severity })]);
    expect(told[0]?.resourceRef).toBeUndefined();
  });

  test('ids are unique', () => {
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe.each(ids)('page %s', id => {
  const page = existsSync(join(pagesFolder, `${id}.md`)) ? textOf(pagesFolder, `${id}.md`) : '';
  const blocks = [...page.matchAll(/^```yaml (wrong|right)\n([\s\S]*?)^```$/gm)];
  const blocksOf = (wanted: string) =>
    blocks.filter(([, kind]) => kind === wanted).map(([, , text = '']) => readCase(text));
  const severity = checks.find(check => check.id === id)?.severity;

  test('has its title and its sections, in order', () => {
    const prose = page.replace(/^```[\s\S]*?^```$/gm, '');
    const headings = prose.split('\n').filter(line => /^#+ /.test(line));
    expect(headings).toEqual([`# ${id}`, '## Why it matters', '## What to do']);
    expect(page).not.toMatch(/\bshould\b/i);
  });

  test('has a wrong block that is reported, in the severity of the check', () => {
    expect(blocksOf('wrong')).not.toEqual([]);
    for (const { given, config } of blocksOf('wrong')) {
      const reported = ['Fix', 'Validate'].flatMap(mode => answer(given, { ...Object(config), mode }).results);
      expect(reported).toContainEqual(
        expect.objectContaining({ severity, tags: expect.objectContaining({ check: id }) }),
      );
    }
  });

  test('has a right block about which there is nothing to say', () => {
    expect(blocksOf('right')).not.toEqual([]);
    for (const { given, config } of blocksOf('right')) {
      const fixed = answer(given, { ...Object(config), mode: 'Fix' });
      expect([fixed.stderr, fixed.results.filter(({ tags }) => tags.check === id)]).toEqual([[], []]);
      const validated = answer(given, { ...Object(config), mode: 'Validate' });
      expect(validated.results.filter(({ severity, tags }) => severity !== 'info' || tags.check === id)).toEqual([]);
    }
  });
});

describe('a check can not change what it looks at', () => {
  const seen: Situation[] = [];
  const [check] = checks;
  const spy = check && jest.spyOn(check, 'find');
  spy?.mockImplementation(situation => {
    seen.push(situation);
    return [];
  });
  for (const { given, config } of fixtures) answer(given, config);
  spy?.mockRestore();

  test('situations were seen', () => {
    expect(seen.length).toBeGreaterThan(fixtures.length);
  });

  test('all of a situation is frozen', () => {
    expect([...new Set(seen.flatMap(situation => mutableIn(situation)))].sort()).toEqual([]);
  });
});

/** Where a value can be changed: paths with list positions left out. */
function mutableIn(root: unknown): string[] {
  const visited = new Set<unknown>();
  const found = new Set<string>();
  const visit = (value: unknown, path: string) => {
    if (typeof value !== 'object' || value === null || visited.has(value)) return;
    visited.add(value);
    if (isMutable(value)) found.add(path);
    for (const [key, child] of childrenOf(value)) visit(child, `${path}${key}`);
  };
  visit(root, 'situation');
  return [...found];
}

function childrenOf(value: object): readonly (readonly [string, unknown])[] {
  if (value instanceof Map) return [...value].flat().map(child => ['<>', child]);
  if (Array.isArray(value)) return value.map(child => ['[]', child]);
  return Object.entries(value).map(([key, child]) => [`.${key}`, child]);
}

function isMutable(value: object): boolean {
  if (!(value instanceof Map)) return !Object.isFrozen(value);
  try {
    const [key, element] = [{}, {}];
    value.set(key, element);
    value.delete(key);
    return true;
  } catch {
    return false;
  }
}
