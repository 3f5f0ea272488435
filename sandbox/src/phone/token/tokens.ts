import type { SystemToken } from '@journeys-push/shell/core';
import type { TokenCause } from '../../control/wire.ts';
import { maskToken } from '../../trace.ts';
import type { DeliveredPush, PushNetwork } from '../push-network.ts';
import type { Scene } from '../state.ts';

/**
 * The system's push token. It exists with or without permission (facts: apns-fcm-phones.md §6.1, §6.2); reinstall
 * and rotation make a new one and kill the old.
 */
export interface Tokens {
  /**
   * What the app gets when it asks. Offline: iOS answers when the network is back (facts: shell.md §6, "may hang"),
   * Android hands out a token it has fetched before and otherwise fails.
   */
  current(): Promise<SystemToken>;
  /** Makes a new token; the old one is dead. */
  replace(reason: TokenCause): SystemToken;
  /**
   * The app becomes active. Where the service has given the token up meanwhile, there is another one (facts:
   * apns-fcm-phones.md §6.2, "Token changes").
   */
  renew(): SystemToken | undefined;
  /** The network is back. */
  online(): void;
  /** The phone takes again what the network has kept for it. */
  fetchKept(): void;
}

export interface TokensOptions {
  platform: 'ios' | 'android';
  network: PushNetwork;
  deliver(push: DeliveredPush): 'delivered' | 'offline';
  now(): number;
}

/** Of the history; a phone in long use has had more tokens than anybody looks at. */
const REMEMBERED = 50;

export function createTokens({ state, record, changed }: Scene, options: TokensOptions): Tokens {
  const { platform, network, deliver, now } = options;
  let waiting: (() => void)[] = [];
  const token = (): SystemToken => ({
    value: state.token,
    ...(network.environment ? { environment: network.environment } : {}),
  });
  const fetched = () => {
    state.tokenFetched = true;
    return token();
  };
  const replace = (reason: TokenCause): SystemToken => {
    const previous = state.token;
    state.token = network.createToken();
    state.tokenFetched = false;
    const made = { ending: state.token.slice(-8), at: now(), why: reason };
    state.tokens = [...state.tokens, made].slice(-REMEMBERED);
    network.connect(state.token, deliver);
    network.disconnect(previous);
    record({
      kind: 'token.replaced',
      summary: `The system has a new push token (${reason}); the old one is dead.`,
      detail: { reason, token: maskToken(state.token), previous: maskToken(previous) },
    });
    changed();
    return token();
  };
  network.connect(state.token, deliver);
  return {
    replace,
    renew: () => (state.online && network.hasExpired?.(state.token) ? replace('expiry') : undefined),
    async current() {
      if (state.online) return fetched();
      if (platform === 'ios') return new Promise((resolve) => waiting.push(() => resolve(fetched())));
      if (state.tokenFetched) return token();
      throw new Error('SERVICE_NOT_AVAILABLE');
    },
    fetchKept: () => network.online(state.token),
    online() {
      // Asked first: whoever is back counts as in contact from then on.
      network.hasExpired?.(state.token);
      network.online(state.token);
      const resume = waiting;
      waiting = [];
      for (const answer of resume) answer();
    },
  };
}
