import { Composer, type Document, Lexer, type LineCounter, Parser, parseAllDocuments } from 'yaml';

const options = { merge: true, version: '1.2', prettyErrors: false, logLevel: 'silent', uniqueKeys: false } as const;

/**
 * The documents of a text as nodes, errors in them. What breaks only YAML's rule that lines of quotes and of flow collections be
 * indented more than the key before them is read all the same, as Go's readers read it (kubectl, kustomize, kpt; kpt itself writes such lines).
 */
export function parseDocuments(text: string, lineCounter?: LineCounter): readonly Document.Parsed[] {
  const strictly = parseAllDocuments(text, { ...options, ...(lineCounter && { lineCounter }) });
  const documents: readonly Document.Parsed[] = Array.isArray(strictly) ? strictly : [];
  if (documents.every(({ errors }) => errors.length === 0)) return documents;
  const leniently = [...new Composer(options).compose(lenientTokens(text))];
  return leniently.every(({ errors }) => errors.length === 0) ? leniently : documents;
}

function* lenientTokens(text: string) {
  const parser = new Parser();
  for (const lexeme of lenient(new Lexer()).lex(text)) yield* parser.next(lexeme);
  yield* parser.end();
}

/** The parts of the lexer that demand indentation, and what they demand. The library does not publish them: test/krm/indent.test.ts holds them. */
interface Inner {
  /** Lines of a block value stand at least at this column. */
  indentNext: number;
  parseQuotedScalar(): Generator<string, unknown>;
  parseFlowCollection(): Generator<string, unknown>;
}

/** A lexer to which indentation within quotes and flow collections is but space. */
function lenient(lexer: Lexer): Lexer {
  const inner = lexer as unknown as Inner;
  for (const part of ['parseQuotedScalar', 'parseFlowCollection'] as const) {
    const strict = inner[part].bind(lexer);
    inner[part] = function* () {
      const { indentNext } = inner;
      inner.indentNext = 0;
      const next = yield* strict();
      inner.indentNext = indentNext;
      return next;
    };
  }
  return lexer;
}
