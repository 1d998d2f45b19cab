import { rememberedBy } from '../data/remembered';
import { noRest, type Rest } from '../data/rest';
import { asList, valueAt } from '../data/values';
import { isLogTarget } from '../kinds';
import type { Binding } from '../meaning';
import { bindingIndex } from '../meaning/lookup';
import { formatAsked, type Workload } from '../model';
import { at, type Finding } from '../model/finding';
import { isBarePod } from '../model/pods';
import { type Resource, refOf } from '../model/resource';
import { distinct } from '../model/selection';
import { list, names } from '../model/wording';
import type { Components } from '../repair/components';
import type { Check, Situation } from './check';

/** A controller whose selector selects other controllers' pods. */
export const workloadsSharePods: Check = {
  id: 'workloads-share-pods',
  severity: 'error',
  summary: "A workload's selector also selects the pods of other workloads.",
  find: situation => {
    const told = new Set<string>();
    const collisionOf = new Map(
      [...situation.collisions].reverse().flatMap(one => one.workloads.map(({ identity }) => [identity, one] as const)),
    );
    return bindingIndex(situation.bindings)
      .ofRole('own')
      .flatMap((binding): Finding[] => {
        const { selector, foreign } = binding;
        const { owner } = selector;
        if (!owner || foreign.length === 0) return [];
        const collision = collisionOf.get(owner.identity);
        const isLeading = collision !== undefined && !told.has(collision.key);
        if (collision) told.add(collision.key);
        const given = isGivenOne(owner, foreign, situation);
        return [
          {
            ...at(selector),
            severity: (collision && !given) || takesOver(owner, foreign) ? 'error' : 'warning',
            ...(collision && { story: collision.key }),
            ...(isLeading && { isLeading }),
            what: isLeading ? story(binding, collision.workloads, situation) : symptom(binding),
            todo: given
              ? `they were given one component, so another label, such as \`track\`, must tell them apart in \`spec.selector\` and in the pod template`
              : `each of them must have a \`${situation.config.label}\` label of its own`,
          },
        ];
      });
  },
};

/** Its controller deletes pods because of it, that of another or its own. */
const takesOver = (owner: Workload, foreign: Rest<Workload>): boolean => adopted(owner, foreign).some(isLasting);

const isLasting = ({ runsToCompletion }: Workload): boolean => !runsToCompletion;

/** The user gave all of them one component: then it can't tell them apart. */
function isGivenOne(owner: Workload, foreign: Rest<Workload>, { components }: Situation): boolean {
  const component = components.of(owner);
  return component?.isGiven === true && foreign.every(bears(components, component.value));
}

/** Tells those that bear a component. */
const bears = rememberedBy(
  (value: string) => value,
  (components: Components, value) => (workload: Workload) => components.of(workload)?.value === value,
);

function symptom({ selector, foreign }: Binding): string {
  const ref = refOf(selector.resource);
  const orphans = adopted(selector.owner, foreign);
  const others = orphans.length === 0 ? foreign : foreign.without(orphans);
  return [
    ...adoption(ref, orphans),
    ...(others.length > 0
      ? [
          `${ref} also selects the pods of ${names(others)}: ${logsOf(selector.resource)}autoscalers and budgets count foreign pods`,
        ]
      : []),
  ].join('; ');
}

/** What `kubectl logs` shows of it, where it finds the pods of its kind at all. */
const logsOf = (resource: Resource): string =>
  isLogTarget(resource.group, resource.kind)
    ? `\`kubectl logs ${refOf(resource).toLowerCase()}\` shows foreign logs, `
    : '';

/** The bare Pods that the workload's controller takes for its own: it sets itself as the owner of what it selects and nobody owns. */
const adopted = (owner: Workload | undefined, foreign: Rest<Workload>): Rest<Workload> =>
  owner?.row.adopts === true ? foreign.where(isUnowned) : noRest;

const isUnowned = ({ row, resource }: Workload): boolean =>
  isBarePod(row) && asList(valueAt(resource.value, ['metadata', 'ownerReferences'])).length === 0;

const adoption = (ref: string, orphans: Rest<Workload>): readonly string[] =>
  orphans.length === 0
    ? []
    : [
        `${ref} also selects ${names(orphans)}, which no controller owns: it adopts that as a pod too many, and deletes it or one of its own`,
      ];

/** What one set of labels on several workloads does, all in one. */
function story({ selector, foreign }: Binding, workloads: readonly Workload[], { bindings }: Situation): string {
  const collide = new Set(workloads.map(({ identity }) => identity));
  const catching = bindingIndex(bindings).catching('route', collide);
  const services = [...new Set([...catching.keys()].map(({ selector: { resource } }) => `'${resource.name}'`))];
  const reached = services.length > 1 ? `; Services ${list(services)} each reach` : `; Service ${services} reaches`;
  const others = foreign.where(({ identity }) => !collide.has(identity));
  const also = others.length > 0 ? `, which the pods of ${names(others)} bear too` : '';
  const all = workloads.length > 2 ? 'all' : 'both';
  const them = [...catching.values()].every(caught => caught === collide.size)
    ? `the pods of ${all}`
    : 'several of them';
  const asked = ownSelectors(workloads, bindings);
  const how =
    new Set(asked.map(({ by }) => by)).size === 1
      ? `${names(workloads)} can't be told apart: ${all} select by '${formatAsked(selector)}'${also}`
      : `${names(workloads)} select one another's pods: ${list(asked.map(({ ref, by }) => `${ref} by '${by}'`))}`;
  return [
    `${how}${services.length > 0 ? `${reached} ${them}` : ''}`,
    workloads.some(({ resource: { group, kind } }) => isLogTarget(group, kind))
      ? '`kubectl logs` shows foreign logs, autoscalers and budgets count foreign pods'
      : 'autoscalers and budgets count foreign pods',
    ...adoption(refOf(selector.resource), adopted(selector.owner, foreign)),
  ].join('; ');
}

/** What the workloads' own selectors ask for. */
function ownSelectors(workloads: readonly Workload[], bindings: readonly Binding[]) {
  return distinct(workloads).map(workload => {
    const selector = bindingIndex(bindings).own(workload).at(-1)?.selector;
    return { ref: refOf(workload.resource), by: selector ? formatAsked(selector) : '' };
  });
}
