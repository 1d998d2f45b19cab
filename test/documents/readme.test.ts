import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { program, run } from '../hosts/hosts';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
const command = 'component-labels check examples/xdmod';

/** A line of the README, in which `…` stands for what is left out. */
const abridged = (line: string): RegExp =>
  new RegExp(
    `^${line
      .split('…')
      .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    'm',
  );

test('what the README shows of a report is what the program says', () => {
  const shown = readme.split(`\`\`\`sh\n${command}\n\`\`\`\n\n\`\`\`\n`)[1]?.split('\n```')[0]?.split('\n') ?? [];
  const { stdout } = run(program, command.split(' ').slice(1));
  expect(shown.length).toBeGreaterThan(3);
  for (const line of shown) expect(stdout).toMatch(abridged(line));
});
