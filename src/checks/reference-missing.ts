import { compound } from '../data/compound';
import { grouped } from '../data/grouped';
import { formatPath } from '../data/path';
import { orIgnored } from '../facts/ignoring';
import { areNear } from '../facts/near-names';
import { makersOf } from '../facts/operator-made';
import { following } from '../facts/why-empty';
import type { Gap } from '../kustomize';
import type { Model } from '../model';
import type { Finding } from '../model/finding';
import type { Link } from '../model/references';
import { placeOf, type Resource, refOf } from '../model/resource';
import { list } from '../model/wording';
import type { Check } from './check';

/** A field that names an object which is not there, while one is that seems to be meant. */
export const referenceMissing: Check = {
  id: 'reference-missing',
  severity: 'warning',
  summary:
    'A workload, webhook, APIService, route, VirtualService or DestinationRule names an object that is not there, while one of nearly that name is.',
  find: ({ references, model, gaps, unknownKinds }) => {
    const naming = references.filter(({ field, found }) => field.role === 'names' && found.length === 0);
    if (naming.length === 0) return [];
    const judge = judgeOf(model, gaps, unknownKinds);
    const judged = naming.flatMap((link): Told[] => {
      const found = judge(link);
      return found ? [{ link, ...found }] : [];
    });
    // What may well stand elsewhere is told once.
    const alike = grouped(judged, ({ link: { resource, kind, name, namespace }, severity }) =>
      JSON.stringify([resource.package, kind, namespace, ...(severity === 'info' ? [] : [placeOf(resource), name])]),
    );
    return [...alike.values()].flatMap(([told, ...more]) => (told ? [describe(told, more)] : []));
  },
};

/** What speaks for a mistake, or that it may well stand elsewhere. */
interface Judged {
  readonly severity: 'warning' | 'info';
  readonly hint: string;
}

interface Told extends Judged {
  readonly link: Link;
}

function judgeOf(
  model: Pick<Model, 'resources'>,
  gaps: readonly Gap[],
  strangers: readonly Resource[],
): (link: Link) => Judged | undefined {
  const isGap = gaps.some(({ effect }) => effect === 'adds' || effect === 'changes');
  const makerOf = makersOf(model, strangers);
  const ofKind = grouped(model.resources, ({ package: home, group, kind }) => compound(home, group, kind));
  return ({ resource, field, kind, name, namespace }) => {
    if ((isGap && resource.via.length > 0) || makerOf(name, resource)) return undefined;
    const all = ofKind.get(compound(resource.package, field.toGroup ?? '', kind)) ?? [];
    const beside = all.filter(other => other.namespace === namespace);
    const near = beside.find(other => [other.name, other.authoredName].some(known => areNear(name, known)));
    if (near) return { severity: 'warning', hint: `${refOf(near)} has nearly that name` };
    const away = all.find(other => other.name === name && other.namespace !== '' && namespace !== '');
    // kustomize writes such references when all transformers have run.
    if (away?.formerNamespaces?.includes(namespace)) return undefined;
    if (away) return { severity: 'warning', hint: `one of that name stands in namespace '${away.namespace}'` };
    if (field.mostlyElsewhere || beside.length === 0) return undefined;
    const those = list([...new Set(beside.map(other => `'${other.name}'`))]);
    return { severity: 'info', hint: `those of its namespace are ${those}` };
  };
}

function describe({ link, severity, hint }: Told, more: readonly Told[]): Finding {
  const { resource, path, field, kind, name, namespace } = link;
  const [own, others] = [true, false].map(isOwn =>
    more.filter(other => (other.link.resource === resource && other.link.name === name) === isOwn),
  );
  const also = own?.length ? ` and ${own.length} more of its fields name` : ' names';
  const likewise = others?.length ? `, nor is what ${others.length} more references name` : '';
  const where = namespace === resource.namespace || namespace === '' ? '' : ` of namespace '${namespace}'`;
  return {
    resource,
    path,
    about: `${namespace}/${name}`,
    severity,
    what: `\`${formatPath(path)}\` of ${refOf(resource)}${also} ${kind} '${name}'${where}, which is not among the resources${likewise} (${hint}): ${following({ severity, hint: '' }, field.absent ?? 'it does nothing', 'it stands')}`,
    ...orIgnored(
      resource,
      'reference-missing',
      `it must name a ${kind} that is there`,
      `where another package brings '${name}'`,
    ),
  };
}
