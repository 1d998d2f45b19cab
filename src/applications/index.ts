import type { Config } from '../config';
import { grouped } from '../data/grouped';
import { type Resource, sourcePlaceOf } from '../model/resource';
import { type Package, packageOfApplication } from '../model/scope';
import { alternativesIn } from './alternatives';
import { type Manifest, manifestsOf } from './files';
import { type Application, joinedByTies } from './join';
import { type Tie, tiesOf } from './ties';
import { type Unit, unitsOf } from './units';

export { type ApplicationRule, applicationRules } from './rules';

/**
 * Gives every resource the application that it is part of, as its package: selectors see no further (see rules.ts). What belongs to each of
 * several alternatives comes once for each. What kustomizations build has its root already and is not asked here.
 */
export function inApplications(resources: readonly Resource[], config: Pick<Config, 'selectors'>): readonly Resource[] {
  const unitOf = unitsOf(resources);
  const units = grouped(resources, resource => unitOf(resource).key);
  const apart = [...units.values()].flatMap(held => applicationsOf(held, unitOf(held[0] as Resource)));
  if (apart.length <= 1) return resources;
  const ties = tiesOf(resources, config);
  const fileOf = fileFinder(apart);
  const settings = settingsIn(joinedByTies(answered(apart, ties, fileOf), ties, fileOf));
  const nameOf = nameIn(settings);
  return [...settings].flatMap(([file, [first, ...more]]) =>
    file.resources.flatMap(resource => {
      if (!first) return [];
      if (more.length === 0) return [{ ...resource, package: nameOf(first, resource) }];
      return [first, ...more].map(application => ({
        ...resource,
        package: nameOf(application, resource),
        source: resource,
        beside: ownFileOf(application, settings),
      }));
    }),
  );
}

function applicationsOf(resources: readonly Resource[], { directory }: Unit): readonly Application[] {
  return alternativesIn(manifestsOf(resources)).map(files => ({
    files: new Set(files),
    ...(directory !== undefined && { directory }),
  }));
}

function fileFinder(applications: readonly Application[]): (place: string) => Manifest | undefined {
  const files = new Map(
    applications
      .flatMap(({ files }) => [...files])
      .flatMap(file => file.resources.map(resource => [sourcePlaceOf(resource), file] as const)),
  );
  return place => files.get(place);
}

type Settings = ReadonlyMap<Manifest, readonly Application[]>;

/** The applications that each file is part of. */
function settingsIn(applications: readonly Application[]): Settings {
  const settings = new Map<Manifest, Application[]>();
  for (const application of applications)
    for (const file of application.files) settings.set(file, [...(settings.get(file) ?? []), application]);
  return settings;
}

/** Of the alternatives that a file may stand beside, those that have most of what it asks for. */
function answered(
  applications: readonly Application[],
  ties: readonly Tie[],
  fileOf: (place: string) => Manifest | undefined,
): readonly Application[] {
  const bySource = grouped(ties, ({ from }) => fileOf(from));
  const score = (file: Manifest, { files }: Application) =>
    (bySource.get(file) ?? []).filter(({ to }) => to.some(place => files.has(fileOf(place) as Manifest))).length;
  const left = new Map<Application, Set<Manifest>>();
  for (const [file, settings] of settingsIn(applications)) {
    if (settings.length === 1 || !bySource.has(file)) continue;
    const best = Math.max(...settings.map(setting => score(file, setting)));
    for (const setting of settings.filter(other => score(file, other) < best))
      left.set(setting, (left.get(setting) ?? new Set()).add(file));
  }
  return applications.map(application => ({
    ...application,
    files: new Set([...application.files].filter(file => !left.get(application)?.has(file))),
  }));
}

/** A file that no other application holds: it stands for the alternative. */
const ownFileOf = ({ files }: Application, settings: Settings): string =>
  ([...files].find(file => settings.get(file)?.length === 1) ?? [...files][0])?.path ?? '';

/** The package is kept; an application inside is told by a file of its own. */
function nameIn(settings: Settings): (application: Application, resource: Resource) => Package {
  const names = new Map<Application, string>();
  return (application, { package: home }) => {
    const own = names.get(application) ?? ownFileOf(application, settings);
    names.set(application, own);
    return packageOfApplication(home, own);
  };
}
