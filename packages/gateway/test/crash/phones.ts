import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { announcement } from '../gateway.ts';

const USERS = [1, 2, 3].map((digit) => `${digit}`.repeat(8).concat('-1111-4111-8111-111111111111'));

/** A phone that says one thing after the other, each until a gateway has acknowledged it. */
export interface Phone {
  id: string;
  /** What the last acknowledged requests said. */
  token: string;
  user: string | undefined;
  /** Everybody who may have been its owner, and every token it had. */
  owners: Set<string>;
  tokens: Set<string>;
  acknowledged: number;
  live(until: () => boolean): Promise<void>;
}

export function createPhone(gatewayUrl: () => string | undefined, random: () => number): Phone {
  const id = randomUUID();
  const enrollmentKey = randomBytes(24).toString('hex');
  let credential = '';

  /** As a shell does it: the same request again until there is an answer. */
  async function tell(method: string, path: string, body?: object): Promise<{ credential?: string }> {
    for (;;) {
      const url = gatewayUrl();
      const answer = url && (await request(url + path, method, body));
      if (answer) {
        phone.acknowledged += 1;
        return answer;
      }
      await sleep(20);
    }
  }

  async function request(url: string, method: string, body?: object) {
    try {
      const response = await fetch(url, {
        method,
        headers: {
          ...(body && { 'content-type': 'application/json' }),
          ...(credential && { authorization: `Bearer ${credential}` }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const answer = await response.json();
      return response.ok ? answer : undefined;
    } catch {
      return undefined;
    }
  }

  const announce = async (token: string) => {
    phone.tokens.add(token);
    const body = { ...announcement, token: { value: token }, enrollmentKey };
    const answer = await tell('PUT', `/v1/installations/${id}`, body);
    credential = answer.credential ?? credential;
    phone.token = token;
  };

  const phone: Phone = {
    id,
    token: '',
    user: undefined,
    owners: new Set(),
    tokens: new Set(),
    acknowledged: 0,
    async live(until) {
      await announce(randomBytes(32).toString('hex'));
      while (!until()) {
        const dice = random();
        const user = USERS[Math.floor(random() * USERS.length)] ?? '';
        if (dice < 0.55) {
          phone.owners.add(user);
          await tell('PUT', `/v1/installations/${id}/user`, { userId: user });
          phone.user = user;
        } else if (dice < 0.75) {
          await tell('DELETE', `/v1/installations/${id}/user`);
          phone.user = undefined;
        } else {
          await announce(dice < 0.9 ? randomBytes(32).toString('hex') : phone.token);
        }
        await sleep(random() * 300);
      }
    },
  };
  return phone;
}
