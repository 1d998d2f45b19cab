import { readArguments } from '../../src/cli/arguments';
import { formats } from '../../src/report';

const names = Object.keys(formats).map(name => `'${name}'`);
const listed = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

test('nothing means text of stdin', () => {
  expect(readArguments([])).toEqual({ paths: [], outputs: [{ format: 'text' }] });
});

test('options and paths mix; what follows `--` is a path', () => {
  expect(readArguments(['a', '--output=sarif=x=y', '-', '--config', 'c.yaml', '--', '--b'])).toEqual({
    paths: ['a', '-', '--b'],
    outputs: [{ format: 'sarif', file: 'x=y' }],
    config: 'c.yaml',
  });
});

test.each([
  [[''], "path '' is empty; it must be a file or a directory"],
  [['--fix'], "option '--fix' is unknown; it must be '--output' or '--config' (see --help)"],
  [['-web.yaml'], "option '-web.yaml' is unknown; it must be '--output' or '--config' (see --help)"],
  [['-x'], "option '-x' is unknown; it must be '--output' or '--config' (see --help)"],
  [['--output'], "option '--output' has no value; it must have one"],
  [['--output='], "option '--output' has no value; it must have one"],
  [['--config', 'a', '--config', 'b'], "option '--config' is given more than once; it must be given once"],
  [['--output', 'xml'], `output 'xml' is of no known format; it must be ${listed}`],
  [['--output', 'sarif='], "output 'sarif=' names no file; it must be FORMAT or FORMAT=FILE"],
  [
    ['--output', 'text', '--output', 'sarif'],
    "output 'sarif' shares stdout with another; it must have a file: '--output sarif=FILE'",
  ],
])('%j is refused in one line', (args, message) => {
  expect(() => readArguments(args)).toThrow(new Error(message));
});

test('all that is wrong is told at once', () => {
  expect(() => readArguments(['--fix', '--output', 'xml'])).toThrow(/'--fix'[^\n]*\n[^\n]*'xml'/);
});
