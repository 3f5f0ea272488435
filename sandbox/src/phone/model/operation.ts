import type { Answer } from './permission.ts';
import type { Importance } from './phone.ts';
import type { Push } from './push.ts';

/** Everything that a phone's owner, its page, its system, its network and its push service can do. */
export type Operation =
  | { do: Plain }
  | { do: 'switch notifications' | 'switch online' | 'switch doze' | 'switch focus'; on: boolean }
  | { do: 'answer'; answer: Answer }
  /** `id` of a notification in the tray, or of none. */
  | { do: 'tap' | 'swipe away'; id: string }
  | { do: 'answer quietly'; id: string; answer: 'keep-prominent' | 'keep-quiet' | 'turn-off' }
  | { do: 'upgrade system'; level: number }
  | { do: 'update app'; target: number }
  | { do: 'make channel' | 'set channel'; id: string; importance: Importance }
  | { do: 'set time zone'; timeZone: string }
  | { do: 'set language'; language: string }
  | { do: 'set clock skew'; ms: number }
  /** What the app answers from now on when it is asked whether to show a push. */
  | { do: 'let the app show'; on: boolean }
  | { do: 'wait'; ms: number }
  | { do: 'push'; push: Push };

/** Nothing more to say about it. */
export type Plain =
  | 'launch'
  | 'background'
  | 'kill'
  | 'force stop'
  | 'reinstall'
  | 'clear data'
  | 'restore'
  | 'rotate token'
  | 'lose unused permissions'
  | 'ask'
  | 'ask provisionally'
  | 'open settings'
  | 'open browser'
  | 'close browser'
  | 'connect page'
  | 'load'
  /** The sandbox ends, and begins again with what it has saved. */
  | 'restart';

/** In words, for a person who reads what went wrong. */
export function told(operation: Operation): string {
  const { do: what, ...how } = operation;
  const details = Object.entries('push' in how ? how.push : how).filter(([, value]) => value !== undefined);
  return [what, ...details.map(([name, value]) => `${name}=${value}`)].join(' ');
}
