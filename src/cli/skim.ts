import { asMap, asString } from '../data/values';
import { kindTable } from '../kinds';
import { blockSections } from '../krm/layout';
import { isPassedOver } from '../krm/resources';
import { UnreadableText } from '../krm/tree';
import { readYaml } from '../krm/yaml-reader';

/** What is longer was written by a program: schemas, dashboards, certificates. What a person wrote is read to its end, for a slip in it to be told. */
const longestByHand = 20_000;

const said = ['apiVersion', 'kind', 'metadata'];
const table = kindTable();

/**
 * Who an object is, where nothing else of it can matter: a long one of a kind that makes no pods and selects none, such as a
 * CustomResourceDefinition. Reading these costs more than all else in a repository.
 * @returns undefined where the document must be read to its end
 */
export function skimmed(text: string): unknown {
  if (text.length <= longestByHand || /^[ \t]*\{\{/m.test(text)) return undefined;
  const sections = blockSections(text)?.filter(({ key }) => said.includes(key)) ?? [];
  if (sections.length < said.length) return undefined;
  try {
    const { value } = readYaml(sections.map(({ start, end }) => text.slice(start, end)).join(''));
    const kind = asString(asMap(value)?.kind);
    return kind !== undefined && isPassedOver(kind, text, table) ? value : undefined;
  } catch (error) {
    if (error instanceof UnreadableText) return undefined;
    throw error;
  }
}
