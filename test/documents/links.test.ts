import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

const root = join(__dirname, '../..');

const documentsIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.md'))
    .map(file => join(folder, file));

const documents = [
  ...readdirSync(root).filter(file => file.endsWith('.md')),
  ...['docs', 'src', 'examples'].flatMap(documentsIn),
];

const textOf = (document: string) => readFileSync(join(root, document), 'utf8');
const prose = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '');

/** The anchors that GitHub gives to the headings of a document. */
const anchorsOf = (document: string) =>
  [...prose(textOf(document)).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** What is wrong with a relative link of a document; undefined where it leads somewhere. */
function fault(document: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path ? normalize(join(dirname(document), path)) : document;
  if (!existsSync(join(root, target))) return `${link}: no such file`;
  if (anchor === undefined) return undefined;
  if (statSync(join(root, target)).isDirectory() || !anchorsOf(target).includes(anchor))
    return `${link}: no such heading`;
  return undefined;
}

test.each(documents)('the links of %s lead somewhere', document => {
  const links = [...prose(textOf(document)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  const own = links.filter(link => !/^[a-z]+:/.test(link));
  expect(own.flatMap(link => fault(document, link) ?? [])).toEqual([]);
});

test('every document under docs/ is linked from another one', () => {
  const linked = new Set(
    documents.flatMap(document =>
      [...prose(textOf(document)).matchAll(/\]\(([^)\s#]+)/g)].map(([, link = '']) =>
        normalize(join(dirname(document), link)),
      ),
    ),
  );
  expect(
    documents.filter(document => document.startsWith('docs/') && !linked.has(relative(root, join(root, document)))),
  ).toEqual([]);
});
