import { Composer, type Document, Lexer, Parser, parseAllDocuments } from 'yaml';

const options = { merge: true, version: '1.2', prettyErrors: false, logLevel: 'silent', uniqueKeys: false } as const;

/**
 * The documents of a text as nodes, errors in them. Lines of quotes and of flow collections may stand at any indent, as for Go's readers
 * (kubectl, kustomize, kpt; kpt itself writes such lines). A strict reader not only refuses them: where a line happens to end in a quote, it
 * reads another text without a word. It is asked for better words where nobody can read the text.
 */
export function parseDocuments(text: string): readonly Document.Parsed[] {
  const documents = [...new Composer(options).compose(lenientTokens(text))];
  for (const document of documents)
    document.errors = document.errors.filter(({ message }) => !acceptedByGo.has(message));
  if (documents.every(({ errors }) => errors.length === 0)) return documents;
  const strictly = parseAllDocuments(text, options);
  return Array.isArray(strictly) && strictly.some(({ errors }) => errors.length > 0) ? strictly : documents;
}

/** What YAML forbids and Go's readers understand: `[a]# why`. The library's code for it stands for other errors too. */
const acceptedByGo: ReadonlySet<string> = new Set([
  'Comments must be separated from other tokens by white space characters',
]);

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
