// npm leaves an optional package for another platform out of package-lock.json where the registry at hand doesn't have
// it, and then refuses, in `npm ci`, the lock file that it wrote. This writes the missing entries. Run it after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));

for (const { optionalDependencies = {}, dev } of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const words = name.split(/[/-]/);
    const [system, cpu, abi] = words.slice(words.findIndex(word => systems.includes(word)));
    if (lock.packages[`node_modules/${name}`] !== undefined || !systems.includes(system)) continue;
    const libc = abi?.startsWith('musl') && { libc: ['musl'] };
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(dev && { dev }),
      ...libc,
      optional: true,
      os: [system],
    };
  }
}
const [root, ...others] = Object.entries(lock.packages);
lock.packages = Object.fromEntries([root, ...others.sort(([a], [b]) => (a < b ? -1 : 1))]);
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
