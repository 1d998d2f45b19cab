import { describeHost } from '../hosts/hosts';
import { fix, rootsIn } from './disk';
import { type Answer, type Difference, differences, fromSources, inside, outside } from './three-ways';
import { trees } from './trees';

/** A difference, and what there is to know of it. */
interface Asked extends Difference {
  readonly way: 'outside' | 'sources';
  readonly about: keyof Answer;
  /** The tree and its root. */
  readonly place: string;
  /** What kustomize renamed. */
  readonly isRenamed: (key: string) => boolean;
  /** The whole answer of that way. */
  readonly whole: Answer;
}

/** Why two ways may not tell alike. */
interface Reason {
  readonly says: string;
  readonly fits: (difference: Asked) => boolean;
}

const listed = (text = '') => text.split(', ').filter(Boolean);
const isWithin = (part: string | undefined, whole: string | undefined) =>
  listed(part).every(name => listed(whole).includes(name));
const refused = ['label-refused', 'kustomization-not-followed', 'label-overrides-patch', 'selector-unresolved'];
const tells = ({ messages }: Answer, checks: readonly string[]) =>
  Object.keys(messages).some(key => checks.includes(key.split(' ')[0] ?? ''));

/** What only kustomizations show; beside it, what a build shows of the same has no need to be told. */
const ofKustomizations =
  /^(common-label|component-label-constant|label-empties-selector|label-gives-selector|label-overrides-patch|label-reaches-other-namespace|label-refused|kustomization-)/;
const ofBuilds = /^(placement-misses-own-pods|\w+-selects-nothing|selector-unresolved|statefulset-service-)/;

const reasons: Readonly<Record<string, Reason>> = {
  'names as authored': {
    says: 'outside of kustomize nobody knows what a file calls what a prefix renamed',
    fits: ({ way, about, key, isRenamed }) => way === 'outside' && about === 'components' && isRenamed(key),
  },
  'names as authored, in what they mean': {
    says: 'names that are compared without their prefixes, or with them, may point to more workloads than one',
    fits: ({ way, about, place }) => way === 'outside' && about !== 'components' && comparedAsAuthored.includes(place),
  },
  'what the author wrote is known': {
    says: 'in sources a selector means what it selects as authored, where a build leaves that open',
    fits: ({ way, about, inside: built, elsewhere }) =>
      way === 'sources' && about === 'verdicts' && elsewhere !== '' && isWithin(elsewhere, built),
  },
  'what the author wrote is known, against a name': {
    says: 'the name of the Service points to another workload than its author wrote',
    fits: ({ way, place }) => way === 'sources' && againstTheName.includes(place),
  },
  'one file, several builds': {
    says: 'sources are edited for all that builds upon them, or not at all, and it is told',
    fits: ({ way, about, inside: built, elsewhere, whole }) =>
      way === 'sources' &&
      tells(whole, refused) &&
      ((about === 'components' && elsewhere === '') || (about === 'verdicts' && isWithin(built, elsewhere))),
  },
  'one Service means several': {
    says: 'only sources tell that it does: they get one component, and where nothing tells them apart it is told',
    fits: ({ way, about, elsewhere, whole, inside: built, key, place }) =>
      way === 'sources' &&
      ((about === 'components' && meantTogether.includes(place)) ||
        (about === 'verdicts' && isWithin(built, elsewhere) && tells(whole, ['workloads-share-pods'])) ||
        (about === 'messages' && key.startsWith('workloads-share-pods'))),
  },
  'kustomizations are seen': {
    says: 'what a kustomization does to labels is told where it does it',
    fits: difference =>
      difference.way === 'sources' && difference.inside === undefined && ofKustomizations.test(difference.key),
  },
  'its cause is told': {
    says: 'what a build shows of it is not told again',
    fits: difference =>
      difference.way === 'sources' && difference.elsewhere === undefined && ofBuilds.test(difference.key),
  },
  'it is not repaired': {
    says: 'what could not be written in sources stays an error there',
    fits: ({ way, about, inside: built, whole }) =>
      way === 'sources' && about === 'messages' && built === undefined && tells(whole, refused),
  },
};

/** Where a selector means another workload inside of kustomize than outside. */
const comparedAsAuthored = [
  'base-twice-under-one-label/',
  'namesakes-of-two-bases/overlay',
  'operators-of-one-scaffold/east',
  'operators-of-one-scaffold/west',
  'patch-of-the-name/overlay',
  'spread-beside-namesakes/overlay',
];
/** Where a Service means several workloads by what it selects in a lower layer. */
const meantTogether = ['canary-in-one-of-two-overlays/prod', 'twins-behind-one-service/dev'];
const againstTheName = ['patch-of-the-selector/overlay', 'half-a-pairing/overlay'];

describeHost('kustomize 5', kustomize => {
  const used = new Set<string>();

  describe.each(trees)('$name', ({ name, files }) => {
    test('is judged alike from sources, inside of kustomize and outside', () => {
      const fixed = fix(files);
      const unexplained = rootsIn(files).flatMap(root => {
        const within = inside(kustomize, files, root);
        if (!within) return [];
        const { authored } = within;
        const isRenamed = (key: string) =>
          [...authored].some(([ref, first]) => {
            const [kind, called] = ref.split('/');
            return called !== first && key.startsWith(`${kind} `) && key.includes(`/${called} `);
          });
        const ways = {
          outside: outside(kustomize, files, root, authored),
          sources: fromSources(kustomize, fixed, root, authored),
        };
        return (['outside', 'sources'] as const).flatMap(way =>
          (['components', 'verdicts', 'messages'] as const).flatMap(about =>
            differences(within[about], ways[way][about]).flatMap(difference => {
              const asked: Asked = { ...difference, way, about, place: `${name}/${root}`, isRenamed, whole: ways[way] };
              const fitting = Object.entries(reasons).filter(([, { fits }]) => fits(asked));
              for (const [id] of fitting) used.add(id);
              const { key, inside: built = 'nothing', elsewhere = 'nothing' } = difference;
              return fitting.length > 0
                ? []
                : [`${name}/${root}, ${about}: ${key}: inside '${built}', ${way} '${elsewhere}'`];
            }),
          ),
        );
      });
      expect(unexplained).toEqual([]);
    });
  });

  test('every reason is needed', () => {
    const needless = Object.keys(reasons).filter(id => !used.has(id) && id !== 'names as authored, in what they mean');
    expect(needless).toEqual([]);
  });
});
