import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { generated, schemaText, tables } from '../scripts/generated';

const root = join(__dirname, '..');

test.each(Object.keys(generated))('%s is what the code says (else: npm run generate)', file => {
  const current = readFileSync(join(root, file), 'utf8');
  expect(generated[file]?.(current)).toBe(current);
});

const documents = Object.keys(generated).filter(file => file.endsWith('.md'));

test.each(Object.keys(tables))('one document shows the table %s', name => {
  const shown = new RegExp(`<!-- table:${name} -->\\n\\n[|\`]`);
  expect(documents.filter(file => shown.test(readFileSync(join(root, file), 'utf8')))).toHaveLength(1);
});

describe('the JSON Schema', () => {
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(schemaText()));
  const config = (spec: unknown) => ({
    apiVersion: 'fn.kpt.dev/v1alpha1',
    kind: 'ComponentLabels',
    metadata: { name: 'x' },
    spec,
  });

  test('accepts every option', () => {
    const spec = {
      mode: 'Fix',
      label: 'component',
      scope: 'All',
      stage: 'Routing',
      components: [{ component: 'web', workloads: ['Deployment/web'] }],
      selectors: [{ selector: 'Service/web', selects: ['Deployment/web'] }],
      checks: { 'service-selects-nothing': 'off' },
      items: 'Emit',
    };
    expect(validate(config(spec))).toBe(true);
  });

  test.each([{ mode: 'fix' }, { unknown: 1 }, { checks: { typo: 'off' } }, { components: [{ component: 'web' }] }])(
    'refuses %j',
    spec => {
      expect(validate(config(spec))).toBe(false);
    },
  );
});
