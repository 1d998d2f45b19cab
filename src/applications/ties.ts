import { annotations, type Config } from '../config';
import { grouped } from '../data/grouped';
import { remembered } from '../data/remembered';
import { model, type Selector, type Workload } from '../model';
import { linksOf } from '../model/references';
import { type Resource, refOf, sourcePlaceOf } from '../model/resource';
import { noPackage } from '../model/scope';
import { selection } from '../model/selection';
import { watchesOf } from '../model/watches';

/** Something that says what its resource is applied with: any of these. All are places of sources. */
export interface Tie {
  readonly from: string;
  readonly to: readonly string[];
  /** What it is for: what has one for that already is not in want of another. Absent where the user says so. */
  readonly role?: string;
}

/** Roles of selectors that are of no use without pods; terms of pods may speak of others, and a controller's own selector makes its pods. */
const joining: ReadonlySet<Selector['role']> = new Set(['route', 'budget', 'policy', 'monitor']);

/** What the resources' selectors, references and annotations, and the user's configuration, say of what is applied together; by source place. */
export function tiesOf(resources: readonly Resource[], config: Pick<Config, 'selectors'>): readonly Tie[] {
  const seen = model(resources.map(resource => ({ ...resource, package: noPackage })));
  const selects = selection(seen, workload => workload.podLabels);
  const places = remembered((to: readonly Resource[]): Tie['to'] => to.map(sourcePlaceOf));
  const resourcesOf = remembered((selected: readonly Workload[]) => selected.map(({ resource }) => resource));
  const tie = (from: Resource, to: readonly Resource[], role?: string): Tie => ({
    from: sourcePlaceOf(from),
    to: places(to),
    ...(role !== undefined && { role }),
  });
  const byRef = grouped(resources, refOf);
  const named = (reference: string): readonly Resource[] =>
    byRef.get(reference.trim().split('/').slice(-2).join('/')) ?? [];
  const all = [
    ...seen.selectors
      .filter(({ role, owner }) => joining.has(role) && owner === undefined)
      .map(selector => tie(selector.resource, resourcesOf(selects(selector)), selector.role)),
    ...linksOf(seen).map(({ resource, found, field }) => tie(resource, found, field.role)),
    ...watchesOf(seen)
      .filter(({ selector }) => !selector.isEmpty)
      .map(({ selector, selects }) => tie(selector.resource, selects, selector.role)),
    ...resources.flatMap(resource => {
      const said = resource.annotations[annotations.selects];
      return said === undefined ? [] : said.split(',').map(reference => tie(resource, named(reference)));
    }),
    ...config.selectors.flatMap(({ selector, selects }) =>
      named(selector).flatMap(from => selects.map(reference => tie(from, named(reference)))),
    ),
  ];
  return all.filter(({ to }) => to.length > 0);
}
