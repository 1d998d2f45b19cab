import { parse } from 'yaml';

/** What is to be changed, as `set` of a case and as part of the functionConfig's spec. */
interface Change {
  readonly set?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly spec?: object;
}

/** Reads what a message prints to be pasted; `own` is the place that it is about. */
export type Read = (
  message: string,
  own: string,
  documents: readonly string[],
  on?: Readonly<Record<string, string>>,
) => Change;

function found(pattern: RegExp, message: string): string {
  const text = pattern.exec(message)?.[1];
  if (text === undefined) throw new Error(`nothing to paste by ${pattern} in: ${message}`);
  return text;
}

/** The forms in which messages print what is to be pasted. */
export const printed = {
  annotation: (message, own, _, on = { '': own }) => {
    const set = Object.entries(on).map(([name, place]) => {
      const line = found(new RegExp(`annotation \`(component-labels\\.fn\\.kpt\\.dev/${name}[^\`]*)\``), message);
      const entries = Object.entries(parse(line) as Record<string, unknown>);
      return [place, Object.fromEntries(entries.map(([key, value]) => [`metadata.annotations['${key}']`, value]))];
    });
    return { set: Object.fromEntries(set) };
  },
  functionConfig: message => {
    const entries = found(/functionConfig (?:must have a row: )?(`\w+: [^`]*`(?: and `\w+: [^`]*`)*)/, message);
    return { spec: Object.assign({}, ...entries.split(' and ').map(text => parse(text.replaceAll('`', '')))) };
  },
  stage: message => ({ spec: parse(found(/`(stage: \w+)`/, message)) }),
  labels: (message, own, documents) => {
    const file = ownKustomization(own, documents);
    const { commonLabels, labels = [] } = parse(file.text, { uniqueKeys: false });
    const isReplaced = /must become|must go to the end/.test(message);
    const isAppended = message.includes('must go to the end of `labels`');
    const entries = isAppended
      ? [...message.matchAll(/`- (\{pairs: [^`]*\})`/g)].map(([, entry = '']) => parse(entry))
      : parse(found(/`(labels: \[.*?\])`/, message)).labels;
    return {
      set: {
        [file.path]: {
          labels: isAppended ? [...labels, ...entries] : [...entries, ...labels],
          ...(commonLabels !== undefined && isReplaced && { commonLabels: null }),
        },
      },
    };
  },
  fields: (message, own) => {
    const place = found(/`(labels\[\d+\])\.pairs` with `includeTemplates`/, message);
    const { fields } = parse(`{${found(/`(fields: \[.*?\])` in place of `includeTemplates`/, message)}}`);
    return { set: { [own]: { [`${place}.fields`]: fields, [`${place}.includeTemplates`]: null } } };
  },
} satisfies Record<string, Read>;

/** The kustomization itself, or the one that lists the file of a resource. */
function ownKustomization(own: string, documents: readonly string[]): { path: string; text: string } {
  const files = documents.map(text => ({ text, path: /^# file: (.*)$/m.exec(text)?.[1] ?? '' }));
  const kustomizations = files.filter(({ path }) => path.endsWith('kustomization.yaml'));
  const itself = kustomizations.find(({ path }) => path === own);
  const [only] = kustomizations;
  if (itself ?? only) return (itself ?? only) as { path: string; text: string };
  throw new Error(`no kustomization beside ${own}`);
}

const forms = [
  /annotation `component-labels\.fn\.kpt\.dev\/(?<form>\w+): ?[^`]+`/g,
  /functionConfig (?:must have a row: )?`(?<form>\w+): [^`]*`/g,
  /`(?<form>labels|stage|fields|patches): [^`]*`/g,
  /`- \{(?<form>pairs): [^`]*`/g,
];

/** What a message prints to be pasted, by its first words. */
export const formsIn = (message: string): string[] =>
  forms.flatMap(form => [...message.matchAll(form)].map(({ groups }) => groups?.form ?? ''));
