/** Words that YAML 1.1 (kubectl, sigs.k8s.io/yaml) reads as a bool or null. */
const words = /^(?:y|yes|n|no|on|off|true|false|null|nan|inf)$/i;
/** Strings that no YAML version reads as anything but a string, and that need no quotes. */
const plainly = /^[A-Za-z](?:[-A-Za-z0-9_./]*[-A-Za-z0-9_/])?$/;

/** `text` as a YAML scalar that every YAML version reads as this very string. */
export function scalar(text: string, quoted = false): string {
  return !quoted && plainly.test(text) && !words.test(text) ? text : JSON.stringify(text);
}

/** What kustomize puts into quotes though its letters allow none: a word is one only in these three forms. */
const kustomizeWords = new Set(
  ['y', 'yes', 'n', 'no', 'on', 'off', 'true', 'false', 'null'].flatMap(word => [
    word,
    word[0]?.toUpperCase() + word.slice(1),
    word.toUpperCase(),
  ]),
);

/**
 * A label's key or value as kustomize writes it: it compares quotes too. Source: `resolve` of gopkg.in/yaml.v2, by which
 * sigs.k8s.io/yaml decides what needs quotes.
 */
export function kustomizeScalar(text: string): string {
  const isPlain = /^[A-Za-z0-9][-A-Za-z0-9_./]*$/.test(text) && !kustomizeWords.has(text);
  return isPlain && !isDate(text) && !isNumber(text.replaceAll('_', '')) ? text : JSON.stringify(text);
}

/** As Go reads it: with a base, or as a float. What is too big is no number. */
function isNumber(text: string): boolean {
  const digits = /^0b[01]+$|^0o?[0-7]+$|^0x[0-9a-f]+$/i.test(text);
  if (digits && BigInt(text.replace(/^0(?=\d)/, '0o')) < 2n ** 64n) return true;
  return /^\d+(?:\.\d*)?(?:e[-+]?\d+)?$/i.test(text) && Number.isFinite(Number(text));
}

/** A day that is in the calendar. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(2000 + (year % 400), month - 1, day)); // the calendar repeats itself
  return day > 0 && date.getUTCMonth() === month - 1;
}
