import { valueAt } from '../content.ts';
import { mistakesOf, sentenceOf } from '../mistakes.ts';
import { useStudio } from '../studio-context.ts';

/** What stands in a field, what is wrong with it, and how to change it. */
export function useField(name: string) {
  const { studio, draft } = useStudio();
  const mistakes = [...(draft.refused[name] ?? []), ...mistakesOf(draft.verdict?.mistakes ?? [], name)];
  const file = draft.verdict?.files[name];
  const problems = { validationMessage: mistakes.map(sentenceOf).join(' '), mistakes };
  return {
    value: valueAt(draft.content, name),
    ...problems,
    refused: draft.refused[name] ?? [],
    ...(file ? { file } : {}),
    change: (value: unknown) => studio.change(name, value),
    upload: (chosen: File) => studio.upload(name, chosen),
  };
}

/** As text, whatever it is: a value of the wrong kind is to be seen as it stands. */
export const textOf = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
