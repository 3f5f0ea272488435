import type { ArgsDef, ParsedArgs } from 'citty';
import { type Remote, readRemote } from '../gateway/remote.ts';
import { Refusal } from '../refusal.ts';

/** What can be written after `journeys-push check --phone`, besides `--only` and the reports. */
export const phoneArgs = {
  phone: {
    type: 'boolean',
    description:
      'Run the checklist on one phone in your hand, in a debug build of the app (docs/device-test.md)',
  },
  port: {
    type: 'string',
    valueHint: 'N',
    description: 'With --phone: where this computer listens for it (default: 4711; 0: any free port)',
  },
  user: {
    type: 'string',
    valueHint: 'ID',
    description: 'With --phone: whom it is registered for: a person whom the gateway can find in Dynamics',
  },
  contact: {
    type: 'string',
    valueHint: 'GUID',
    description: 'With --phone: their record in Dynamics (default: --user, where that is a GUID)',
  },
  gateway: {
    type: 'string',
    valueHint: 'URL',
    description: 'With --phone: the gateway to ask what Dynamics holds, with JOURNEYS_PUSH_API_KEY',
  },
} as const satisfies ArgsDef;

export interface PhoneOptions {
  port: number;
  person: { userId: string; contactId: string };
  gateway: Remote | undefined;
}

const DEFAULT_PORT = 4711;

/** Undefined without `--phone`. Throws Refusal. */
export function readPhone(
  { phone, port, user, contact, gateway }: ParsedArgs<typeof phoneArgs>,
  environment: Record<string, string | undefined>,
): PhoneOptions | undefined {
  if (!phone) {
    const given = Object.entries({ port, user, contact, gateway }).find(([, value]) => value !== undefined);
    if (given) throw usage(`--${given[0]} goes with --phone only`);
    return undefined;
  }
  if (!user || !/^[A-Za-z0-9-]{1,128}$/.test(user))
    throw usage('--phone needs --user ID: 1 to 128 letters, digits or dashes');
  return {
    port: port === undefined ? DEFAULT_PORT : readPort(port),
    person: { userId: user, contactId: contact || user },
    gateway: gateway === undefined ? undefined : readRemote(gateway, environment),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw usage(`--port takes a number from 0 to 65535, not "${text}"`);
}

const usage = (message: string) =>
  new Refusal('usage', { message: `${message}.`, remedy: 'See journeys-push check --help' });
