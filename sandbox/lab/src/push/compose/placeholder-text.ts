import type { Preview } from '../../../../src/control/message-wire.ts';

/** What is the matter with a placeholder, for whoever writes the message. */
export function placeholderText({ text, problem, fallback }: Preview['placeholders'][number]): string {
  const instead = fallback
    ? `“${fallback}” stands in.`
    : 'Nothing is put in its place: give it a default value, such as {{contact.firstname|friend}}.';
  if (problem === 'not-a-placeholder')
    return `${text} is sent as it is written: placeholders begin with contact, lead, profile or trigger.`;
  if (problem === 'unknown-column') return `Nobody has the column of ${text}. ${instead}`;
  if (problem === 'other-entity') return `${text} is of another kind of person. ${instead}`;
  return problem ? `${text} is empty for this person. ${instead}` : '';
}
