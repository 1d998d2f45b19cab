import { formats } from '../../src/report';
import { located, reportOf, result } from './reports';

test('the KRM results come as they are, with their line as a tag', () => {
  const { results } = JSON.parse(formats.json.print(reportOf([located(), { result: result() }])));
  expect(results).toEqual([{ ...result(), tags: { ...result().tags, line: '7' } }, result()]);
});
