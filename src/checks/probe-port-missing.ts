import { formatPath, type Path } from '../data/path';
import { isPlaceholder } from '../data/placeholders';
import { asList, asMap, asString, type Data, valueAt } from '../data/values';
import { containerLists, containerPortFields, type PortEffect, walk } from '../kinds';
import type { Workload } from '../model';
import type { Finding, Severity } from '../model/finding';
import { refOf } from '../model/resource';
import { list } from '../model/wording';
import type { Check } from './check';

/** A probe or a hook that names a port which its container does not declare. */
export const probePortMissing: Check = {
  id: 'probe-port-missing',
  severity: 'error',
  summary: 'A probe or a lifecycle hook names a port that its container does not declare.',
  find: ({ model }) => model.workloads.flatMap(ofWorkload),
};

function ofWorkload(workload: Workload): readonly Finding[] {
  const podSpec = valueAt(workload.resource.value, workload.podSpecPath);
  return containerLists.flatMap(field =>
    walk(podSpec, field).flatMap(({ path, value }) => {
      const container = asMap(value);
      // Without an image it is a part of one: a patch.
      if (asString(container?.image) === undefined || !container) return [];
      return ofContainer(workload, [...workload.podSpecPath, ...path], container);
    }),
  );
}

function ofContainer(workload: Workload, at: Path, container: Data): readonly Finding[] {
  const declared = asList(container.ports).flatMap(port => asString(asMap(port)?.name) ?? []);
  return containerPortFields.flatMap(field =>
    walk(container, field.path).flatMap(({ path, value }): Finding[] => {
      if (typeof value !== 'string' || /^\d*$/.test(value) || declared.includes(value) || isPlaceholder(value))
        return [];
      return [describe(workload, [...at, ...path], { port: value, declared, effect: field.effect })];
    }),
  );
}

interface Lack {
  readonly port: string;
  readonly declared: readonly string[];
  readonly effect: PortEffect;
}

const effects: Readonly<Record<PortEffect, readonly [Severity, string]>> = {
  'never ready': ['error', 'the probe has no result, its pods never become ready, and no Service leads to them'],
  'never started': ['error', 'the probe has no result, so its pods never count as started, nor as ready'],
  'never checked': ['warning', 'the probe has no result, so the container is never restarted'],
  killed: ['error', 'the hook fails, and the container is killed whenever it starts'],
  skipped: ['warning', 'the hook fails, and the container is stopped without it'],
};

function describe({ resource }: Workload, path: Path, { port, declared, effect }: Lack): Finding {
  const [severity, so] = effects[effect];
  const named = declared.map(name => `'${name}'`);
  const has = named.length > 0 ? `declares ${list(named)}` : 'declares no port by name';
  return {
    resource,
    path,
    severity,
    what: `\`${formatPath(path)}\` of ${refOf(resource)} names port '${port}', and its container ${has}: ${so}`,
    todo: 'it must be the name of a port under `ports` of the same container, or a number',
  };
}
