import type { Answer } from './answer.ts';
import type { Variable } from './variables.ts';

/** Quoted for sh: nothing in it means anything. */
const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** One line for sh. A secret stays in its file until the line is run. */
export function exportLine({ name, value, secretIn }: Variable): string {
  if (secretIn) return `export ${name}="$(cat ${quote(secretIn)})"`;
  // What the person has set there stays.
  if (name === 'NODE_OPTIONS') return `export ${name}="\${${name}:+$${name} }"${quote(value)}`;
  return `export ${name}=${quote(value)}`;
}

/** For `eval "$(journeys-push sandbox env --shell)"`. */
export const shellText = ({ variables, client }: Answer): string =>
  variables
    .filter(({ group }) => !client || client.groups.includes(group))
    .map((variable) => `${exportLine(variable)}\n`)
    .join('');
