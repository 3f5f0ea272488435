import type { DeliveredPush, PushNetwork } from '../push-network.ts';

type Deliver = (push: DeliveredPush) => 'delivered' | 'offline';

/** A push service in memory: keeps what a phone could not take, and forgets dead tokens. */
export interface FakeNetwork extends PushNetwork {
  /** Tokens that reach a phone. */
  readonly alive: string[];
  send(token: string, push: DeliveredPush): 'delivered' | 'offline' | 'unregistered';
}

export function createFakeNetwork(environment?: 'development'): FakeNetwork {
  const phones = new Map<string, Deliver>();
  let stored: [string, DeliveredPush][] = [];
  let made = 0;
  const send = (token: string, push: DeliveredPush) => {
    const answer = phones.get(token)?.(push) ?? 'unregistered';
    if (answer === 'offline') stored.push([token, push]);
    return answer;
  };
  return {
    ...(environment ? { environment } : {}),
    get alive() {
      return [...phones.keys()];
    },
    createToken() {
      made += 1;
      return `token-of-the-test-${made}`;
    },
    connect: (token, deliver) => void phones.set(token, deliver),
    online(token) {
      const waiting = stored.filter(([owner]) => owner === token);
      stored = stored.filter(([owner]) => owner !== token);
      for (const [, push] of waiting) send(token, push);
    },
    disconnect: (token) => void phones.delete(token),
    send,
  };
}
