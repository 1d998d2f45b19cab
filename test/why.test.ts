import { join } from 'node:path';
import { run } from './hosts/hosts';

const root = join(__dirname, '..');
const why = (...args: string[]) => run(process.execPath, ['scripts/why.mjs', ...args], { cwd: root });

test('`npm run why` tells what a selector means, by which rule, and what is said of it', () => {
  const { stdout } = why('examples/xdmod', 'Service/mariadb');
  expect(stdout).toMatch(/^Service\/mariadb spec\.selector, in 'examples\/xdmod'$/m);
  expect(stdout).toMatch(/^ {2}means +Deployment\/mariadb \(verdict one, ground authored, level authored\)$/m);
  expect(stdout).toMatch(/^ {2}foreign +Deployment\/moc-xdmod, CronJob\/xdmod-ingest$/m);
  expect(stdout).toMatch(/\[service-selects-many\]$/m);
  expect(stdout).not.toContain('Service/xdmod spec');
});

test('it tells who may be meant, and which resources have selectors', () => {
  expect(why('examples/overlays', 'Service/nowhere').stdout).toMatch(
    /^no selector of Service\/nowhere is here; .*Service\//,
  );
  expect(why().status).toBe(2);
});

test('it reads fixtures as the tests do', () => {
  const { stdout } = why('test/cases/service-of-the-applications-name-and-of-nobodys-port.yaml', 'Service/acme-svc');
  expect(stdout).toMatch(/^ {2}candidate ReplicaSet\/acme-nginx; for: /m);
});
