import type { Resource } from '../model/resource';

/** Why a file can't be read; nothing where it was. */
export const whyUnreadable = ({ value }: Resource): readonly string[] =>
  typeof value.unreadable === 'string' ? [`can't be read (${value.unreadable})`] : [];

/** What keeps kustomize from building upon a file. */
export const hindrances = (resources: readonly Resource[]): readonly string[] =>
  resources.flatMap(resource => [
    ...whyUnreadable(resource),
    ...(resource.kind !== '' && resource.name === '' ? ['holds an object without a name'] : []),
  ]);
