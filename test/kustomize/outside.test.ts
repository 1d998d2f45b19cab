import { filesIn } from '../hosts/folder';
import { describeHost } from '../hosts/hosts';
import { buildFolder, rootsIn } from './disk';
import { built, effective, unfollowed } from './effective';

const tops = (process.env.TOPS ?? '').split(' ').filter(Boolean);
describeHost('kustomize 5', kustomize => {
  test('outside', () => {
    const out: string[] = [];
    for (const top of tops) {
      let files;
      try {
        files = Object.fromEntries(
          Object.entries(filesIn(top)).filter(
            ([p, t]) => /(ya?ml|json|Kustomization|env|properties|txt|conf|cfg)$/.test(p) && t.length < 200000,
          ),
        );
      } catch (e) {
        out.push(`${top}: READ ${e}`);
        continue;
      }
      let mine: any,
        open: string[] = [];
      try {
        mine = effective(files);
        open = unfollowed(files);
      } catch (e) {
        out.push(`${top}: OURS THROWS ${String(e).slice(0, 300)}`);
        continue;
      }
      let roots: string[] = [];
      try {
        roots = rootsIn(files);
      } catch (e) {
        out.push(`${top}: ROOTS ${String(e).slice(0, 200)}`);
        continue;
      }
      for (const root of roots) {
        let real;
        try {
          buildFolder(kustomize, `${top}/${root}`);
          const only = Object.entries(files).filter(
            ([p]) =>
              (root === '' ? !p.includes('/') : p.startsWith(`${root}/`) && !p.slice(root.length + 1).includes('/')) &&
              /kustomization\.ya?ml$|Kustomization$/.test(p),
          );
          const one = built(kustomize, Object.fromEntries(only), top);
          real = one[root];
        } catch (e) {
          const why = String(e)
            .split('\n')
            .filter(l => /Error/.test(l))
            .join(' ')
            .slice(0, 200);
          out.push(`${top}/${root}: ${open.includes(root) ? 'both refuse' : `ONLY KUSTOMIZE REFUSES ${why}`}`);
          continue;
        }
        if (open.includes(root)) {
          out.push(`${top}/${root}: NOT FOLLOWED`);
          continue;
        }
        try {
          expect(mine[root]).toEqual(real);
          out.push(`${top}/${root}: same`);
        } catch (e) {
          out.push(
            `${top}/${root}: DIFFERS ${String(e)
              .replace(/\u001b\[\d+m/g, '')
              .slice(0, 1500)}`,
          );
        }
      }
    }
    require('node:fs').writeFileSync('/tmp/k/outside.log', out.join('\n'));
  }, 600000);
});
