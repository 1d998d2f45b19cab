import { grouped } from '../data/grouped';
import type { Data } from '../data/values';
import { chartKinds, walk } from '../kinds';
import { configure, lineOf } from '../model/change';
import type { Finding } from '../model/finding';
import { inOrderOfNames, type Resource, refOf } from '../model/resource';
import { type KindShape, shapeOf } from '../model/unknown-kind-shape';
import { list } from '../model/wording';
import type { Check } from './check';

/** A kind outside the tables that looks as if it made pods or selected some. */
export const unknownKind: Check = {
  id: 'unknown-kind',
  severity: 'info',
  summary: 'A kind that is not in the tables looks like a workload or a selector.',
  find: ({ unknownKinds }) => {
    const asked = unknownKinds.filter(({ kind }) => !chartKinds.has(kind));
    const shaped = inOrderOfNames(asked, resource => resource).flatMap(resource => {
      const shape = shapeOf(resource);
      return shape ? [{ resource, shape }] : [];
    });
    const kinds = grouped(shaped, ({ resource: { group, kind } }) => `${group}/${kind}`);
    return [...kinds.values()].flatMap((alike): Finding[] => {
      const objects = alike.map(({ resource }) => resource);
      const [{ resource: first, shape }] = alike as readonly [Shaped];
      const rows = configure('kinds', rowsFor(first, shape));
      const [at] = pathsOf(shape).flatMap(path => walk(first.value, path));
      return [
        {
          resource: first,
          ...(at && { path: at.path, isPlace: true }),
          about: `${first.group}/${first.kind}`,
          what: `${looking(objects, shape)} (${list(pathsOf(shape).map(path => `\`${path}\``))}), and kind '${nameOf(first)}' is in no table: nothing is known of its pods or selectors`,
          todo: `if it does, functionConfig must have a row: \`${lineOf(rows)}\``,
          advice: [[rows]],
        },
      ];
    });
  },
};

interface Shaped {
  readonly resource: Resource;
  readonly shape: KindShape;
}

function looking([first, ...more]: readonly Resource[], { podTemplates }: KindShape): string {
  const does = podTemplates.length > 0 ? 'make' : 'select';
  const ref = first ? refOf(first) : '';
  if (more.length === 0) return `${ref} looks as if it ${does}s pods`;
  return `${ref} and ${more.length} more of its kind look as if they ${does} pods`;
}

const nameOf = ({ kind, group }: Resource): string => (group === '' ? kind : `${kind}.${group}`);

const pathsOf = ({ podTemplates, selectors }: KindShape): readonly string[] => [...podTemplates, ...selectors];

/** Rows to paste, one for each pod template. A selector beside it is the controller's own; the others are taken for what is never narrowed. */
function rowsFor({ group, kind }: Resource, { podTemplates, selectors }: KindShape): readonly Data[] {
  const owned = podTemplates.map(path => ownSelector(path, selectors));
  const others = selectors
    .filter(path => !owned.includes(path))
    .map(path => ({ path, form: 'LabelSelector', role: 'policy' }));
  const rest = others.length > 0 ? { selectors: others } : {};
  const rows = podTemplates.map((podTemplate, i) => ({
    group,
    kind,
    podTemplate,
    ...(owned[i] !== undefined && { selector: owned[i] }),
    ...(i === 0 && rest),
  }));
  return rows.length > 0 ? rows : [{ group, kind, ...rest }];
}

const ownSelector = (podTemplate: string, selectors: readonly string[]): string | undefined =>
  [podTemplate.replace(/[^/]+$/, 'selector'), 'spec/selector'].find(path => selectors.includes(path));
