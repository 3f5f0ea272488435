import { openDocument } from './document.ts';
import type { Log } from './log.ts';
import type { ClockPort, PushPort, StorePort, SystemToken } from './ports.ts';
import { within } from './within.ts';

/** The push token of this device. */
export interface Tokens {
  /** The last one the system gave, in this process or an earlier one. */
  current(): SystemToken | undefined;
  /** Reads the system again: a token may have changed while nothing ran. Settles after 10 s at the latest. */
  refresh(): Promise<void>;
  /** Settles when a token is held, or 10 s have passed without one. */
  ready(): Promise<void>;
  /** The system has replaced the token by itself. */
  arrived(token: SystemToken): void;
}

export interface TokensOptions {
  push: PushPort;
  store: StorePort;
  clock: ClockPort;
  log: Log;
  /** Called when the token is another than before. Must not read the token: reading calls back on Android. */
  onChange: () => void;
}

const READ_MS = 10_000;

export async function openTokens({ push, store, clock, log, onChange }: TokensOptions): Promise<Tokens> {
  const stored = await openDocument<{ token?: SystemToken }>({ store, key: 'token', empty: {}, log, clock });
  const current = () => stored.get().token;
  let reading: Promise<void> | undefined;
  let newest = 0;

  const accept = (token: SystemToken) => {
    if (typeof token?.value !== 'string' || token.value === '') return;
    const before = current();
    if (before?.value === token.value && before.environment === token.environment) return;
    void stored.set({ token });
    log('token.changed', 'The system gave another push token.');
    onChange();
  };
  /** A read that hangs may answer after a later one; then it knows less. */
  const read = async (turn: number) => {
    const token = await push.token();
    if (turn < newest) return token;
    newest = turn;
    accept(token);
    return token;
  };
  let turns = 0;
  const refresh = () => {
    reading ??= within(clock, READ_MS, () => read(++turns)).then((token) => {
      reading = undefined;
      if (!token) log('token-missing', 'The system gave no push token within 10 s.');
    });
    return reading;
  };
  return {
    current,
    refresh,
    ready: () => reading ?? (current() ? Promise.resolve() : refresh()),
    arrived(token) {
      newest = turns + 1;
      accept(token);
    },
  };
}
