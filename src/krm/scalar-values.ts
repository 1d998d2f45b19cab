import { Scalar } from 'yaml';

/**
 * The value of a scalar as Go's readers take it, where they read another one than YAML 1.2 has: `1_000` and `0b11` are numbers, a number out
 * of range (`12e4567`, part of a hash) is a text, and so are binaries and dates. Source: go.yaml.in/yaml v2.4 and v3.0, resolve.go.
 */
export function scalarValue({ value, type, tag, source = '' }: Scalar): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (value instanceof Date) return source;
  if (type !== Scalar.PLAIN) return value ?? null;
  if (typeof value === 'number' && !Number.isFinite(value) && /\d/.test(source)) return source;
  const isText = typeof value === 'string' && (tag === undefined ? isNumber(value) : tags.has(tag));
  return isText ? Number(value.replaceAll('_', '')) : (value ?? null);
}

/** As `scalarValue`, but in YAML 1.1, where `yes`, `off` and their like are booleans. Source: sigs.k8s.io/yaml v1.4, goyaml.v2/resolve.go. */
export function oldScalarValue(scalar: Scalar): unknown {
  const value = scalarValue(scalar);
  if (scalar.type !== Scalar.PLAIN || scalar.tag !== undefined || typeof value !== 'string') return value;
  return booleans.has(value) ? /^(?:y|on)/i.test(value) : value;
}

const booleans: ReadonlySet<string> = new Set(
  ['y', 'yes', 'on', 'n', 'no', 'off'].flatMap(word => {
    const upper = word.toUpperCase();
    return [word, upper, `${upper.charAt(0)}${word.slice(1)}`];
  }),
);

const tags: ReadonlySet<string> = new Set(['tag:yaml.org,2002:float', 'tag:yaml.org,2002:int']);

/** Numbers that YAML 1.2 takes for texts. */
function isNumber(text: string): boolean {
  if (!/^[-+.\d]/.test(text)) return false;
  const plain = text.replaceAll('_', '');
  return (
    /^[-+]?(?:0x[\da-f]+|0o[0-7]+|0b[01]+)$/i.test(plain) || /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?$/i.test(plain)
  );
}
