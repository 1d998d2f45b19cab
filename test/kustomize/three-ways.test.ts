import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeHost } from '../hosts/hosts';
import { fix, rootsIn } from './disk';
import { type Answer, type Difference, differences, fromSources, inside, outside } from './three-ways';
import { trees } from './trees';

/** A difference, and what there is to know of it. */
interface Asked extends Difference {
  readonly way: 'outside' | 'sources';
  readonly about: keyof Answer;
  /** What kustomize renamed, and whether it renamed anything. */
  readonly isRenamed: (key?: string) => boolean;
  /** One of the checks tells of the object, inside or in that way. */
  readonly isTold: (answer: Answer, checks: readonly string[]) => boolean;
  /** The whole answer inside of kustomize. */
  readonly built: Answer;
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
    says: 'names that are compared without their prefixes, or with them, may point to more workloads than one, never to others',
    fits: ({ way, about, key, isRenamed, inside: built, elsewhere }) =>
      way === 'outside' &&
      isRenamed() &&
      ((about === 'verdicts' && (isWithin(built, elsewhere) || isWithin(elsewhere, built))) ||
        (about === 'messages' && key.startsWith('selector-unresolved '))),
  },
  'what the author wrote is known': {
    says: 'in sources a selector means what it selects as authored, where a build leaves that open',
    fits: ({ way, about, inside: built, elsewhere }) =>
      way === 'sources' && about === 'verdicts' && elsewhere !== '' && isWithin(elsewhere, built),
  },
  'the author wrote it against its name': {
    says: 'the name of the Service points to another workload than its author wrote: sources do as written, and tell it',
    fits: ({ way, about, key, whole, isTold }) =>
      way === 'sources' &&
      ((about === 'verdicts' && isTold(whole, ['service-selects-another'])) ||
        (about === 'messages' && key.startsWith('service-selects-another '))),
  },
  'its author may mean several': {
    says: 'what a label of the same layer gave it may be meant, too: sources leave it, and tell it',
    fits: ({ way, about, key, whole, isTold, inside: built, elsewhere }) =>
      way === 'sources' &&
      ((about === 'verdicts' && isWithin(built, elsewhere) && isTold(whole, ['selector-unresolved'])) ||
        (about === 'messages' && key.startsWith('selector-unresolved ') && built === undefined)),
  },
  'one file, several builds': {
    says: 'sources are edited for all that builds upon them, or not at all, and it is told',
    fits: ({ way, about, inside: built, elsewhere, whole }) =>
      way === 'sources' &&
      tells(whole, refused) &&
      ((about === 'components' && elsewhere === '') || (about === 'verdicts' && isWithin(built, elsewhere))),
  },
  'one Service means several': {
    says: 'only sources tell that it does: they get one component, where a build refuses, and where nothing else tells them apart it is told',
    fits: ({ way, about, elsewhere, built: refusing, whole, inside: built, key }) =>
      way === 'sources' &&
      ((about === 'components' && isShared(whole, elsewhere) && tells(refusing, ['selector-unresolved'])) ||
        (about === 'verdicts' && isWithin(built, elsewhere) && tells(whole, ['workloads-share-pods'])) ||
        (about === 'messages' && key.startsWith('workloads-share-pods '))),
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

const isShared = ({ components }: Answer, value: string | undefined) =>
  Object.values(components).filter(other => other === value).length > 1;

/** Every difference that there is, with its reasons. `UPDATE_EXPECTED=1` writes it anew: read what changed before you commit it. */
const list = join(__dirname, 'three-ways.txt');
const head = Object.entries(reasons).map(([id, { says }]) => `# ${id}: ${says}`);

describeHost('kustomize 5', kustomize => {
  const used = new Set<string>();
  const found: string[] = [];

  describe.each(trees)('$name', ({ name, files }) => {
    test('is judged alike from sources, inside of kustomize and outside', () => {
      const fixed = fix(files);
      const unexplained = rootsIn(files).flatMap(root => {
        const within = inside(kustomize, files, root);
        if (!within) return [];
        const { authored } = within;
        const isAbout = (key: string, ref: string) => {
          const [kind, called] = ref.split('/');
          return key.startsWith(`${kind} `) && key.includes(`/${called} `);
        };
        const isRenamed = (key?: string) =>
          [...authored].some(([ref, first]) => ref.split('/')[1] !== first && (key === undefined || isAbout(key, ref)));
        const ways = {
          outside: outside(kustomize, files, root, authored),
          sources: fromSources(kustomize, fixed, root, authored),
        };
        return (['outside', 'sources'] as const).flatMap(way =>
          (['components', 'verdicts', 'messages'] as const).flatMap(about =>
            differences(within[about], ways[way][about]).flatMap(difference => {
              const isTold = ({ messages }: Answer, checks: readonly string[]) =>
                [...authored].some(
                  ([ref, first]) =>
                    isAbout(difference.key, ref) &&
                    checks.some(check => `${check} ${ref.split('/')[0]}/${first}` in messages),
                );
              const asked: Asked = { ...difference, way, about, isRenamed, isTold, built: within, whole: ways[way] };
              const fitting = Object.entries(reasons).filter(([, { fits }]) => fits(asked));
              for (const [id] of fitting) used.add(id);
              const { key, inside: built = 'nothing', elsewhere = 'nothing' } = difference;
              const line = `${name}/${root}, ${about}: ${key}: inside '${built}', ${way} '${elsewhere}'`;
              found.push(`${line} (${fitting.map(([id]) => id).join('; ')})`);
              return fitting.length > 0 ? [] : [line];
            }),
          ),
        );
      });
      expect(unexplained).toEqual([]);
    });

    test('is judged in a build as its sources were repaired', () => {
      const fixed = fix(files);
      const contradicted = rootsIn(files).flatMap(root => {
        const again = inside(kustomize, fixed.files, root);
        if (!again) return [];
        const before = fromSources(kustomize, fixed, root, again.authored);
        const told = Object.keys(before.messages).map(key => key.split(' ')[1]);
        const edited = tells(before, refused)
          ? []
          : (['components', 'verdicts'] as const).flatMap(about => differences(before[about], again[about]));
        const errors = Object.entries(again.messages).filter(
          ([key, severity]) => severity === 'error' && !told.includes(key.split(' ')[1]),
        );
        return [...edited.map(({ key }) => key), ...errors.map(([key]) => key)].map(key => `${root}: ${key}`);
      });
      expect(contradicted).toEqual([]);
    });
  });

  test('every reason is needed', () => {
    expect(Object.keys(reasons).filter(id => !used.has(id))).toEqual([]);
  });

  test('what differs is what is listed', () => {
    const text = `${[...head, ...found.sort()].join('\n')}\n`;
    if (process.env.UPDATE_EXPECTED === '1') writeFileSync(list, text);
    expect(text).toEqual(readFileSync(list, 'utf8'));
  });
});
