/** A text as YAML of every version reads it as one. */
export function plain(text: string): string {
  if (/^[a-z][\w./-]*$/i.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text)) return text;
  return /['\p{Cc}\p{Zl}\p{Zp}]/u.test(text) ? JSON.stringify(text) : `'${text}'`;
}

/** A value as YAML on one line, to be pasted by people: `{pairs: {app: web}, includeSelectors: true}`. */
export function flow(value: unknown): string {
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, part]) => `${plain(key)}: ${flow(part)}`)
    .join(', ')}}`;
}
