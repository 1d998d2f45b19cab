import { run } from '../../src/run';

/** What stands before the items. */
export const head = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n';

/** The function's whole answer to items in block layout. */
export const answer = (items: string) => run(head + items, false);

/** The items of the answer. */
export const fixed = (items: string): string =>
  answer(items)
    .stdout.replace(/^results:\n[\s\S]*/m, '')
    .slice(head.length);
