import type { Answer } from './answer.ts';
import { CLIENTS, type Client } from './clients.ts';
import { hostsLines } from './hosts.ts';
import { exportLine } from './shell.ts';
import type { Group } from './variables.ts';

/** For people: by client, each line ready to be copied; no secret is printed, only where it lies. */
export function peopleText(answer: Answer): string {
  const { client } = answer;
  const parts = [
    heading(answer),
    ...(!client || client.groups.includes('node') ? [nodeText(answer)] : []),
    ...(client ? [client] : CLIENTS).map((one) => clientText(answer, one)),
    ...(client ? [] : [namesText(answer)]),
    phonesText(answer),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const indent = (lines: string[]) => lines.map((line) => `  ${line}`);

function heading({ sandbox: { port, pid }, client }: Answer): string[] {
  const only = client ? ` --client ${client.id}` : '';
  return [
    `The sandbox on port ${port} (process ${pid})`,
    ...indent([
      'All of it in this shell, the code of your senders as it is:',
      `  eval "$(npx journeys-push sandbox env --shell${only})"`,
      'Started again, a sandbox has other addresses (the same with --data): then run this again, too.',
    ]),
  ];
}

const linesOf = ({ variables }: Answer, group: Group) =>
  variables.filter((variable) => variable.group === group).map(exportLine);

function nodeText(answer: Answer): string[] {
  return [
    'Every Node client: a preload dials the sandbox where the program names a service',
    ...indent(linesOf(answer, 'node')),
  ];
}

function clientText(answer: Answer, { title, groups, options, examples }: Client): string[] {
  const { connection } = answer.sandbox;
  const own = groups.filter((group) => group !== 'node');
  return [
    title,
    ...indent([
      ...(groups.includes('node') ? ['the three lines of every Node client, and:'] : []),
      ...own.flatMap((group) => linesOf(answer, group)),
      ...(options ? ['or, without the preload, by its own options:', ...indent(options(connection))] : []),
      ...examples.map((command) => `example: ${command}`),
    ]),
  ];
}

function namesText({ sandbox: { port, connection } }: Answer): string[] {
  const { namesPort, ca } = connection;
  const start = `npm start -- --port ${port} --names 443`;
  const listening =
    namesPort === null
      ? [`This one does not listen there. Start it so: ${start}`]
      : namesPort === 443
        ? ['This one listens there.']
        : [`This one listens on ${namesPort}; for clients that dial 443, start it so: ${start}`];
  return [
    'Other languages: the names, port 443 and the CA',
    ...indent([
      'In the hosts file. While they are there, no program on this machine reaches the real services:',
      ...indent(hostsLines(connection)),
      `On 127.0.0.1:443 the sandbox must listen. ${listening}`,
      'In the trust store of the client, for these tests only:',
      `  ${ca}`,
    ]),
  ];
}

function phonesText({ phones }: Answer): string[] {
  const width = Math.max(0, ...phones.map(({ name }) => name.length));
  return [
    'Phones, and the token that a sender addresses',
    ...indent(phones.map(({ id, name, token }) => `${id}  ${name.padEnd(width)}  ${token}`)),
  ];
}
