/** The keys of labels that a selector in Calico's language speaks of. */
export function keysInCalico(expression: string): readonly string[] {
  const withoutText = expression.replace(/"[^"]*"|'[^']*'/g, "''");
  const found = withoutText.matchAll(
    /has\(\s*([\w./-]+)\s*\)|([\w./-]+)\s*(?:==|!=|not\s+in\b|in\b|contains\b|starts\b|ends\b)/g,
  );
  return [...new Set([...found].flatMap(([, a, b]) => a ?? b ?? []))];
}
