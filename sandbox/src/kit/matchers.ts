/** `@journeys-push/sandbox/matchers`: the kit's expectations for `expect.extend` of Vitest, Jest and Playwright. */
import { KitFailure } from './failure.ts';
import type { KitPhone, Wait, Wanted } from './kit.ts';

export interface MatcherResult {
  pass: boolean;
  message(): string;
}

/** What a runner tells a matcher. */
interface Asked {
  isNot?: boolean;
}

type Matcher<Args extends unknown[]> = (
  this: Asked,
  phone: KitPhone,
  ...args: Args
) => Promise<MatcherResult>;

// No interface: `expect.extend` takes a record.
export type Matchers = {
  /** The notification is in the tray. Its opposite waits until what was sent has come to its end. */
  toShowNotification: Matcher<[wanted: Wanted, wait?: Wait]>;
  /** Nothing is in the tray, or not this, and nothing of it is on its way. */
  toShowNothing: Matcher<[wanted?: Wanted, wait?: Wait]>;
  /** The app, or the browser, is at this address. */
  toOpen: Matcher<[pathOrUrl: string | RegExp, wait?: Wait]>;
  /** The permission dialog is on the screen. */
  toAskForPermission: Matcher<[wait?: Wait]>;
  /** Shell and Dynamics agree that the person is registered on this phone; its opposite: Dynamics does not hold it. */
  toBeRegistered: Matcher<[userId?: string, wait?: Wait]>;
};

/** For `interface Matchers<T>` of Vitest or Jest, in a declaration of yours: `extends KitMatchers`. */
export interface KitMatchers {
  toShowNotification(wanted: Wanted, wait?: Wait): Promise<void>;
  toShowNothing(wanted?: Wanted, wait?: Wait): Promise<void>;
  toOpen(pathOrUrl: string | RegExp, wait?: Wait): Promise<void>;
  toAskForPermission(wait?: Wait): Promise<void>;
  toBeRegistered(userId?: string, wait?: Wait): Promise<void>;
}

/** They wait, as the kit's own expectations do: `await expect(phone).toShowNotification('Your order')`. */
export const matchers: Matchers = {
  async toShowNotification(phone, wanted, wait) {
    if (!this.isNot) return judge(() => phone.shows(wanted, wait));
    return opposite(await judge(() => phone.showsNothing(wanted, wait)));
  },
  async toShowNothing(phone, wanted, wait) {
    return plain(this, 'toShowNothing', () => phone.showsNothing(wanted, wait));
  },
  async toOpen(phone, pathOrUrl, wait) {
    return plain(this, 'toOpen', () => phone.opens(pathOrUrl, wait));
  },
  async toAskForPermission(phone, wait) {
    return plain(this, 'toAskForPermission', () => phone.asks(wait));
  },
  async toBeRegistered(phone, userId, wait) {
    if (!this.isNot) return judge(() => phone.isRegistered(userId, wait));
    return opposite(await judge(() => phone.isNotRegistered(wait)));
  },
};

async function judge(expectation: () => Promise<unknown>): Promise<MatcherResult> {
  try {
    await expectation();
    return { pass: true, message: () => 'It is so.' };
  } catch (error) {
    if (!(error instanceof KitFailure)) throw error;
    return { pass: false, message: () => error.message };
  }
}

const opposite = ({ pass, message }: MatcherResult): MatcherResult => ({ pass: !pass, message });

/** Of what has no opposite that could be waited for. */
function plain({ isNot }: Asked, name: string, expectation: () => Promise<unknown>): Promise<MatcherResult> {
  if (!isNot) return judge(expectation);
  throw new Error(`expect(phone).not.${name} cannot be waited for: expect what is to be there instead.`);
}
