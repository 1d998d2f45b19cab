/** A workload or a Service in one line: what it is, then labels, options, and `+key=value` for labels that the function must add. */
interface Brief {
  readonly name: string;
  /** Lines of YAML for the labels, the added ones marked `#+`. */
  readonly labels: readonly string[];
  readonly added: readonly string[];
  readonly options: ReadonlyMap<string, string>;
  /** Expectations at the end of the line. */
  readonly marks: string;
}

const options: readonly string[] = ['namespace', 'replicas', 'image', 'port'];

function briefly(name: string, words: string, marks: string): Brief {
  const pairs = words.split(' ').filter(Boolean);
  const keyed = pairs.map(word => word.split(/=(.*)/s) as [string, string]);
  const isOption = ([key]: readonly [string, string]) => options.includes(key);
  const added = keyed.filter(([key]) => key.startsWith('+')).map(([key, value]) => `#+ ${key.slice(1)}: ${value}`);
  const own = keyed.filter(pair => !isOption(pair) && !pair[0].startsWith('+'));
  const labels = [...own.map(([key, value]) => `${key}: ${value}`), ...added];
  return { name, labels, added, options: new Map(keyed.filter(isOption)), marks };
}

const indented = (lines: readonly string[], depth: number): string =>
  lines.map(line => `${' '.repeat(depth)}${line}\n`).join('');

const option = ({ options }: Brief, name: string, line: (value: string) => string): string => {
  const value = options.get(name);
  return value === undefined ? '' : line(value);
};

const workload = (kind: string, brief: Brief): string => `apiVersion: apps/v1
kind: ${kind}${brief.marks}
metadata:
  name: ${brief.name}
${option(brief, 'namespace', value => `  namespace: ${value}\n`)}${brief.added.length > 0 ? '  #+ labels:\n' : ''}${indented(
  brief.added.map(line => line.replace('#+ ', '#+   ')),
  2,
)}spec:
${option(brief, 'replicas', value => `  replicas: ${value}\n`)}  selector:
    matchLabels:
${indented(brief.labels, 6)}  template:
    metadata:
      labels:
${indented(brief.labels, 8)}    spec:
      containers:
        - name: ${brief.name}
${option(brief, 'image', value => `          image: ${value}\n`)}${option(brief, 'port', value => `          ports:\n            - containerPort: ${value}\n`)}`;

const service = (brief: Brief): string => `apiVersion: v1
kind: Service${brief.marks}
metadata:
  name: ${brief.name}
${option(brief, 'namespace', value => `  namespace: ${value}\n`)}spec:
  selector:
${indented(brief.labels, 4)}${option(brief, 'port', value => `  ports:\n    - port: ${value}\n`)}`;

/**
 * A document that says a workload or a Service in one line, written out; any other as it is. The labels are those of a workload's pods and of its
 * selector, or those that a Service selects by; `+key=value` is a label that the function must add to each of them, and to the workload's own:
 *
 *     #Deployment/web app=web tier=front replicas=2 image=nginx port=8080 namespace=shop +component=web
 *     #Service/web app=web port=80 +component=web
 */
export function writtenOut(document: string): string {
  return document.replace(
    /^#(\w+)\/([\w.-]+)((?: [^\s#]+)*)( *#!.*)?\n/m,
    (_, kind: string, name: string, words: string, marks = '') => {
      const brief = briefly(name, words, marks);
      return kind === 'Service' ? service(brief) : workload(kind, brief);
    },
  );
}
