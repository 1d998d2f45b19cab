import { annotations } from '../config';
import type { Selector } from '../model';
import { annotate, type Change, lineOf } from '../model/change';
import type { Finding } from '../model/finding';
import { refOf } from '../model/resource';
import type { Scope } from '../model/scope';
import { list } from '../model/wording';
import type { Check, Situation } from './check';

/** A component that an earlier release of this program named otherwise than this one would. */
export const componentValueChanged: Check = {
  id: 'component-value-changed',
  severity: 'info',
  summary:
    'A component label holds what an earlier release of this program wrote, and this one would name it otherwise.',
  find: ({ model, components, bindings, config: { label } }) => {
    const told = new Set<string>();
    return model.workloads.flatMap((workload): Finding[] => {
      const component = components.of(workload);
      const { resource, scope, identity } = workload;
      if (!component?.changed || told.has(identity)) return [];
      told.add(identity);
      const { value, changed, isRelease } = component;
      const asking = isRelease ? boundTo(value, scope, bindings, label) : [];
      const bound = [...new Set(asking.map(({ resource }) => refOf(resource)))];
      const are = bound.length > 1 ? ['ask', 'do'] : ['asks', 'does'];
      const loses = `; ${list(bound)} ${are[0]} for it, and ${are[1]} not reach the next release`;
      const unbind = `\`${label}\` must leave the selector of ${list(bound)}, and `;
      const pin = annotate(resource, annotations.component, value);
      const fixed = workload.row.immutable ? 'its own selector is immutable: ' : '';
      return [
        {
          resource,
          path: [...workload.podLabelsPath, label],
          ...(bound.length > 0 && { severity: 'warning' as const }),
          what: `${refOf(resource)} bears \`${label}: ${value}\`, as release ${changed.release} named it, and would be '${changed.value}' now (${changed.says})${bound.length > 0 ? loses : ''}`,
          todo: `${fixed}${bound.length > 0 ? unbind : ''}for as long as it lives, annotation \`${lineOf(pin)}\` on it must pin the value`,
          advice: [[...asking.map(selector => without(selector, label)), pin]],
        },
      ];
    });
  },
};

/** The selectors, other than the workload's own, that ask for the value. */
const boundTo = (value: string, scope: Scope, bindings: Situation['bindings'], label: string): readonly Selector[] =>
  bindings
    .map(({ selector }) => selector)
    .filter(
      selector => selector.role !== 'own' && selector.scope === scope && selector.asks.matchLabels[label] === value,
    );

const without = ({ resource, labelsPath }: Selector, label: string): Change => ({
  of: resource.source ?? resource,
  path: [...labelsPath, label],
  becomes: undefined,
});
