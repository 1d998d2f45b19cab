import { createHash } from 'node:crypto';
import { isLabelValue } from './label-selector';

/** A label value made of a name: as it is where it is valid, else cut and told apart by a hash. */
export function labelValue(name: string): string {
  if (isLabelValue(name) && name !== '') return name;
  const clean = name.replace(/[^-A-Za-z0-9_.]/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return `${clean.slice(0, 54).replace(/[^A-Za-z0-9]+$/, '')}-${hash(name)}`.replace(/^-/, '');
}

/** Eight hexadecimal digits that tell texts apart. */
export const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);
