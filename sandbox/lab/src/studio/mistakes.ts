import type { StudioMistake } from '../../../src/control/studio-wire.ts';
import { FIELDS } from './fields/groups.ts';

/** Those of one field of the form; a list has them at its lines, too. */
export const mistakesOf = (mistakes: readonly StudioMistake[], name: string): StudioMistake[] =>
  mistakes.filter(({ field }) => field === name || field?.startsWith(`${name}.`));

/** Those that no field of the form can show: of a field that there is not, or of the file as a whole. */
export const otherMistakes = (mistakes: readonly StudioMistake[]): StudioMistake[] =>
  mistakes.filter((mistake) => !FIELDS.some(({ name }) => mistakesOf([mistake], name).length > 0));

/** What was expected, and what to do. What somebody has typed is before their eyes: only of files it is said, too. */
export function sentenceOf({ code, expected, came, remedy }: StudioMistake): string {
  const isSentence = /^(expected|too|unrecognized|never)\b/i.test(expected);
  const wanted = isSentence ? upper(expected) : `Expected: ${expected}`;
  const found = /^(asset|google)-/.test(code) ? ` It is: ${came}.` : '';
  // “Mend this field” is what everybody does who reads it there.
  const next = remedy.startsWith('Mend ') ? '' : ` ${remedy}`;
  return `${wanted.replace(/[.:]?$/, '.')}${found}${next}`;
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const countOf = (count: number): string => (count === 1 ? '1 mistake' : `${count} mistakes`);
