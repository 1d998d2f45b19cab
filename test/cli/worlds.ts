import { posix } from 'node:path';
import { check, type World } from '../../src/cli/check';
import { Unreachable } from '../../src/cli/system';

/** Files by their path; a directory that can't be read is none of them. */
export type Tree = Readonly<Record<string, string | Uint8Array>>;

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

/** A machine that holds these files and nothing else; `written` takes what is written. */
export function worldOf(tree: Tree, stdin?: string | Uint8Array, written: Map<string, string> = new Map()): World {
  const clean = (path: string) => posix.normalize(path).replace(/(?<=.)\/$/, '');
  const inside = (directory: string) =>
    Object.keys(tree).flatMap(path => {
      const rest = posix.relative(directory, path);
      return rest.startsWith('..') || rest === '' ? [] : [rest];
    });
  return {
    kindOf: path => (Object.hasOwn(tree, clean(path)) ? 'file' : inside(path).length > 0 ? 'directory' : 'missing'),
    entries: directory =>
      [...new Set(inside(directory).map(path => path.split('/')[0] as string))]
        .sort()
        .map(name => ({ name, kind: Object.hasOwn(tree, posix.join(directory, name)) ? 'file' : 'directory' })),
    read: path => {
      const content = tree[clean(path)];
      if (content === undefined) throw new Unreachable(path, 'read', 'it is not there');
      return bytesOf(content);
    },
    absolute: path => posix.join('/work', path),
    relative: path => posix.relative('/work', path) || '.',
    isSame: (path, other) => clean(path) === clean(other),
    write: files => {
      for (const { path, text } of files) written.set(path, text);
    },
    stdin: async () => (stdin === undefined ? undefined : bytesOf(stdin)),
  };
}

/** `component-labels check` with these arguments over these files. */
export const checked = (tree: Tree, args: readonly string[] = ['.'], stdin?: string | Uint8Array) =>
  check(args, worldOf(tree, stdin), '1.2.3');

/** Where results stand, with their check: `db.yaml:7 service-selects-many`. */
export async function placesIn(
  tree: Tree,
  args: readonly string[] = ['.'],
  stdin?: string,
): Promise<readonly string[]> {
  const { stdout, stderr } = await checked(tree, args, stdin);
  if (stderr.length > 0) throw new Error(stderr.join('\n'));
  return stdout
    .split('\n')
    .filter(line => line.endsWith(']'))
    .map(line => line.trim().replace(/^(\S+): \w+: .*\[(.*)\]$/, '$1 $2'));
}

/** A Service over `app: shop` that names the workload which it means. */
export const service = (name: string): string => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app: shop
  ports:
    - port: 80
`;

/** A Deployment whose pods bear `app: shop`, as all others do. */
export const deployment = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: ${name}
          image: ${name}
          ports:
            - containerPort: ${name === 'web' ? 80 : 5432}
`;

/** Two workloads and a Service that reaches both: what every test of places begins with. */
export const broken = `${service('web')}---\n${deployment('web')}---\n${deployment('db')}`;
