import { describeHost } from '../hosts/hosts';
import { type Fixed, fix } from './disk';
import { lostLines, wrongs } from './fixed';
import { trees } from './trees';

describeHost('kustomize 5', kustomize => {
  describe.each(trees)('$name', ({ files }) => {
    let fixed: Fixed;
    beforeAll(() => {
      fixed = fix(files);
    });

    test('every selector selects what it meant, built anew', () => {
      expect(fixed.exitCode).toBeLessThan(2);
      expect(wrongs(kustomize, files, fixed)).toEqual([]);
    });

    test('a second run changes nothing, and finds nothing worse', () => {
      const again = fix(fixed.files);
      expect(again.files).toEqual(fixed.files);
      expect(again.exitCode).toBeLessThanOrEqual(fixed.exitCode);
    });

    test('no line is lost', () => {
      const lost = Object.entries(files).flatMap(([path, text]) => lostLines(text, fixed.files[path] ?? ''));
      expect(lost).toEqual([]);
    });
  });
});
