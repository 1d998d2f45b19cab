import type { Finding } from '../diagnostic';
import { grouped } from '../grouping';
import { type Resource, refOf } from '../resource';
import { type Shape, shapeOf } from '../shapes';
import { list } from '../words';
import type { Check } from './check';

/** A kind outside the tables that looks as if it made pods or selected some. */
export const unknownKind: Check = {
  id: 'unknown-kind',
  severity: 'info',
  summary: 'A kind that is not in the tables looks like a workload or a selector.',
  find: ({ strangers }) =>
    [...grouped(strangers, ({ group, kind }) => `${group}/${kind}`).values()].flatMap((objects): Finding[] => {
      const [first] = objects;
      const shape = first && shapeOf(first);
      if (!first || !shape) return [];
      const does = shape.podTemplates.length > 0 ? 'makes pods' : 'selects pods';
      const more = objects.length > 1 ? ` and ${objects.length - 1} more of its kind` : '';
      return [
        {
          resource: first,
          about: `${first.group}/${first.kind}`,
          what: `${refOf(first)}${more} looks as if it ${does} (${list(pathsOf(shape).map(path => `\`${path}\``))}), and kind '${nameOf(first)}' is in no table: nothing is known of its pods or selectors`,
          todo: `if it does, functionConfig must have a row: \`kinds: [${rowFor(first, shape)}]\``,
        },
      ];
    }),
};

const nameOf = ({ kind, group }: Resource): string => (group === '' ? kind : `${kind}.${group}`);

const pathsOf = ({ podTemplates, selectors }: Shape): readonly string[] => [...podTemplates, ...selectors];

/** The row, ready to paste. A selector beside a pod template is the controller's own. */
function rowFor({ group, kind }: Resource, { podTemplates: [podTemplate], selectors }: Shape): string {
  const isOwn = podTemplate !== undefined && selectors.includes('spec/selector');
  const others = selectors.filter(path => !(isOwn && path === 'spec/selector'));
  const entries = [
    `group: ${group === '' ? "''" : group}`,
    `kind: ${kind}`,
    ...(podTemplate === undefined ? [] : [`podTemplate: '${podTemplate}'`]),
    ...(isOwn ? ['selector: spec/selector'] : []),
    ...(others.length > 0
      ? [`selectors: [${others.map(path => `{path: '${path}', form: LabelSelector, role: policy}`).join(', ')}]`]
      : []),
  ];
  return `{${entries.join(', ')}}`;
}
