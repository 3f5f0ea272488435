import type { Answer } from './answer.ts';
import { hostsLines } from './hosts.ts';

/** For scripts, secrets included: one line. */
export function jsonText({ sandbox, phones, contact, variables, client }: Answer): string {
  const { port, pid, connection } = sandbox;
  const wanted = variables.filter(({ group }) => !client || client.groups.includes(group));
  return `${JSON.stringify({
    format: 'journeys-push-sandbox-env/1',
    ...{ port, pid },
    variables: Object.fromEntries(wanted.map(({ name, value }) => [name, value])),
    hosts: hostsLines(connection),
    ...{ phones, contact },
    connection,
  })}\n`;
}
