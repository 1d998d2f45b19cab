// npm run why -- PATH [Kind/name]: what each selector means, by which rule, and who else may be meant.
import { bundled } from './bundled.mjs';

const { why } = await bundled('why');
const [path, name] = process.argv.slice(2);
if (path === undefined) {
  console.error('npm run why -- PATH [Kind/name]');
  process.exitCode = 2;
} else console.log(await why(path, name));
