import { asString, valueAt } from '../data/values';
import type { Model } from '../model';
import type { Resource } from '../model/resource';
import { scopeOf } from '../model/scope';

/** Finds the object whose operator may bring what a resource names, in its namespace. */
export type MakerOf = (name: string, referring: Resource) => Resource | undefined;

/**
 * Operators call what they make after their object, with something behind it (`main-es-http`, `web-primary`); Flagger after its target
 * or the Service that it is told.
 */
export function makersOf({ resources }: Pick<Model, 'resources'>, strangers: readonly Resource[]): MakerOf {
  const isMaker = ({ rows, group }: Resource) => rows.operators.some(row => !row.onlyLabels) || group === 'flagger.app';
  const makers = [...resources.filter(isMaker), ...strangers].map(resource => ({
    resource,
    stems: [resource.name, ...told.flatMap(path => asString(valueAt(resource.value, path)) ?? [])],
  }));
  return (name, referring) => {
    const isNear = (other: Resource) =>
      scopeOf(other) === scopeOf(referring) || (referring.via.length > 0 && other.via.length === 0);
    const isNamedAfter = (stem: string) => stem !== '' && (name === stem || name.startsWith(`${stem}-`));
    return makers.find(({ resource, stems }) => isNear(resource) && stems.some(isNamedAfter))?.resource;
  };
}

const told = [
  ['spec', 'targetRef', 'name'],
  ['spec', 'service', 'name'],
];
