/** One key of several parts: two lists of parts have one key only if they are alike. No part that is glued here holds a line break of its own, but scopes. */
export const compound = (...parts: readonly unknown[]): string => parts.map(String).join('\n');
