import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { type Call, createDynamicsFake, type DynamicsFake, type Item, tokenOf } from '../dynamics-fake.ts';

export interface WatchedDynamics {
  fake: DynamicsFake;
  url: string;
  /** What must never be: two people on one token, a person whom the device's owner is not, two calls about one at once. */
  violations: string[];
  /** Nothing goes wrong from now on. */
  calm(): void;
  end(): Promise<void>;
}

/** What was accepted is carried out so late at most, asked about or not, its answer lost or not. */
const LANDS_WITHIN_MS = 250;

/** A call takes so long at most. */
const SLOW_MS = 50;

/** Which devices a call changes something about. */
async function tokensIn(request: Request): Promise<string[]> {
  if (!/devices(\/batch)?$|cleanup/.test(new URL(request.url).pathname)) return [];
  const body = (await request.clone().json()) as Item | Item[];
  return [body].flat().map(tokenOf);
}

/**
 * The Dynamics of memory behind a real port. What it accepts it carries out within a quarter of a second; some calls it
 * answers late, with 429, 503, or that it could not store. `mayOwn` tells whose a token may be now.
 */
export async function startWatchedDynamics(
  random: () => number,
  mayOwn: (token: string, user: string) => boolean,
): Promise<WatchedDynamics> {
  const fake = createDynamicsFake();
  const violations: string[] = [];
  const look = () => {
    const tokens = new Map<string, string>();
    for (const line of fake.held()) {
      const [user = '', token = ''] = line.split(' ');
      if (tokens.has(token)) violations.push(`${token} has ${tokens.get(token)} and ${user}`);
      tokens.set(token, user);
    }
  };
  const check = ({ kind, body }: Call) => {
    if (kind !== 'register') return;
    for (const item of [body].flat())
      if (!mayOwn(tokenOf(item), item.UserId))
        violations.push(`${item.UserId} was sent for ${tokenOf(item)}`);
  };
  const busy = new Set<string>();
  let isCalm = false;
  fake.fault = (call) => {
    check(call);
    fake.pollsUntilVerdict = isCalm ? 0 : Math.floor(random() * 3);
    const dice = isCalm ? 1 : random();
    if (dice < 0.02) return new Response(null, { status: 503 });
    if (dice < 0.03) return new Response(null, { status: 429, headers: { 'retry-after': '1' } });
    // Of registrations many: whoever comes after one must not meet it later.
    return dice < (call.kind === 'register' ? 0.15 : 0.05) ? 'answer-lost' : undefined;
  };
  fake.verdict = () => (!isCalm && random() < 0.05 ? 'FailedToStoreDevice' : 'Success');
  const server = serve({
    fetch: async (request) => {
      const tokens = await tokensIn(request);
      violations.push(
        ...tokens.filter((token) => busy.has(token)).map((token) => `${token} in two calls at once`),
      );
      for (const token of tokens) busy.add(token);
      await sleep(random() * SLOW_MS);
      const answer = await fake.fetch(request).catch(() => new Response(null, { status: 500 }));
      look();
      for (const token of tokens) busy.delete(token);
      return answer;
    },
    port: 0,
    hostname: '127.0.0.1',
  });
  const landing = setInterval(() => {
    fake.land();
    look();
  }, LANDS_WITHIN_MS);
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  return {
    fake,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    violations,
    calm() {
      isCalm = true;
    },
    async end() {
      clearInterval(landing);
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
