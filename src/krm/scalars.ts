/** Words that YAML 1.1 (kubectl, sigs.k8s.io/yaml) reads as a bool or null. */
const words = /^(?:y|yes|n|no|on|off|true|false|null|nan|inf)$/i;
/** Strings that no YAML version reads as anything but a string, and that need no quotes. */
const plainly = /^[A-Za-z](?:[-A-Za-z0-9_./]*[-A-Za-z0-9_/])?$/;

/** `text` as a YAML scalar that every YAML version reads as this very string. */
export function scalar(text: string, quoted = false): string {
  return !quoted && plainly.test(text) && !words.test(text) ? text : JSON.stringify(text);
}
