import { formats } from '../../src/report';
import { located, reportOf } from './reports';

const lineOf = (...given: Parameters<typeof located>) => formats.github.print(reportOf([located(...given)]));

test.each([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'notice'],
] as const)('severity %s is command %s', (severity, command) => {
  expect(lineOf({ severity })).toBe(
    `::${command} file=db.yaml,line=7,col=3,title=service-selects-many::Service 'db' selects too much\n`,
  );
});

test('what would end a message or a property is escaped', () => {
  const message = '100 %\r\nof a: b, c';
  expect(lineOf({ message }, { path: 'a,b:c%\n.yaml' })).toBe(
    '::error file=a%2Cb%3Ac%25%0A.yaml,title=service-selects-many::100 %25%0D%0Aof a: b, c\n',
  );
});

test('a result without a place is an annotation of the whole run', () => {
  expect(formats.github.print(reportOf([{ result: located().result }]))).toMatch(
    /^::error title=service-selects-many::/,
  );
});
