import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { announcement } from '../gateway.ts';

const USERS = [1, 2, 3].map((digit) => `${digit}`.repeat(8).concat('-1111-4111-8111-111111111111'));

/** A person who may own a device, from the moment it was asked for. */
export interface Owning {
  user: string;
  /** When somebody else, or nobody, was acknowledged as the owner. */
  until: number;
}

/** A change that was acknowledged: the ledger has it under this trace. */
export interface Told {
  cause: 'installed' | 'token-changed' | 'bound' | 'unbound';
  traceId: string;
}

/** A phone that says one thing after the other, each until a gateway has acknowledged it. */
export interface Phone {
  id: string;
  /** What the last acknowledged requests said. */
  token: string;
  user: string | undefined;
  /** Everybody who may have been its owner, and every token it had. */
  owners: Owning[];
  tokens: Set<string>;
  told: Told[];
  /** Tracking ids of the opens that were acknowledged. */
  opens: string[];
  acknowledged: number;
  live(until: () => boolean): Promise<void>;
}

/** How a phone reaches a gateway. */
export interface Reach {
  url: () => string | undefined;
  /** A gateway at this URL has answered, this very moment. */
  answered: (url: string) => void;
}

export function createPhone(reach: Reach, random: () => number): Phone {
  const id = randomUUID();
  const path = `/v1/installations/${id}`;
  const enrollmentKey = randomBytes(24).toString('hex');
  const tell = createVoice(reach);

  const announce = async (token: string) => {
    const changes: Told['cause'][] = [
      ...(phone.token === '' ? (['installed'] as const) : []),
      ...(phone.token === token ? [] : (['token-changed'] as const)),
    ];
    phone.tokens.add(token);
    const body = { ...announcement, token: { value: token }, enrollmentKey };
    await acknowledge(changes, { method: 'PUT', path, body });
    phone.token = token;
  };
  const own = async (user: string | undefined) => {
    const earlier = [...phone.owners];
    if (user) phone.owners.push({ user, until: Number.POSITIVE_INFINITY });
    const changes: Told['cause'][] = phone.user === user ? [] : [user ? 'bound' : 'unbound'];
    const request = user ? { method: 'PUT', body: { userId: user } } : { method: 'DELETE' };
    await acknowledge(changes, { ...request, path: `${path}/user` });
    phone.user = user;
    for (const one of earlier) one.until = Math.min(one.until, Date.now());
  };
  const open = async () => {
    const trackingId = randomUUID();
    const opened = {
      eventId: randomUUID(),
      kind: 'opened',
      trackingId,
      occurredAt: new Date().toISOString(),
    };
    await acknowledge([], {
      ...{ method: 'POST', path: `${path}/interactions` },
      body: { interactions: [opened] },
    });
    phone.opens.push(trackingId);
  };
  async function acknowledge(changes: Told['cause'][], request: Request) {
    const traceId = await tell(request);
    phone.acknowledged += 1;
    phone.told.push(...changes.map((cause) => ({ cause, traceId })));
  }

  const phone: Phone = {
    id,
    token: '',
    user: undefined,
    owners: [],
    tokens: new Set(),
    told: [],
    opens: [],
    acknowledged: 0,
    async live(until) {
      await announce(randomBytes(32).toString('hex'));
      while (!until()) {
        const dice = random();
        const user = USERS[Math.floor(random() * USERS.length)];
        if (dice < 0.5) await own(user);
        else if (dice < 0.7) await own(undefined);
        else if (dice < 0.9) await announce(dice < 0.8 ? randomBytes(32).toString('hex') : phone.token);
        else await open();
        await sleep(random() * 300);
      }
    },
  };
  return phone;
}

interface Request {
  method: string;
  path: string;
  body?: object;
}

/** Says one thing until there is an answer, as a shell does: the same request again. Resolves with its trace. */
function createVoice(reach: Reach): (request: Request) => Promise<string> {
  let credential = '';

  async function once(
    url: string,
    traceId: string,
    { method, path, body }: Request,
  ): Promise<{ credential?: string } | undefined> {
    try {
      const response = await fetch(url + path, {
        method,
        headers: {
          traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
          ...(body && { 'content-type': 'application/json' }),
          ...(credential && { authorization: `Bearer ${credential}` }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      if (response.ok) reach.answered(url);
      const answer = (await response.json()) as { credential?: string };
      return response.ok ? answer : undefined;
    } catch {
      return undefined;
    }
  }

  return async (request) => {
    const traceId = randomBytes(16).toString('hex');
    for (;;) {
      const url = reach.url();
      const answer = url && (await once(url, traceId, request));
      if (answer) {
        credential = answer.credential ?? credential;
        return traceId;
      }
      await sleep(20);
    }
  };
}
