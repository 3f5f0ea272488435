import type { Phone } from '../control/wire.ts';
import type { Evidence } from './result.ts';

/** What came of a call of the page. */
export type Outcome =
  | { kind: 'answered'; answer: unknown }
  | { kind: 'threw'; code: string; message: string }
  /** The page did not settle it in time. */
  | { kind: 'silent'; seconds: number }
  /** The page went away before it had an answer. */
  | { kind: 'page-gone' };

export type ApiName =
  | 'promptNotificationPermission'
  | 'areNotificationsEnabled'
  | 'registerDevice'
  | 'registrationInfo';

export interface CallForm {
  /** Default: the promise. */
  form?: 'promise' | 'callback';
  /** How long the page waits; default: longer than any call may take. */
  seconds?: number;
}

/** The page in the app, driven as its developer would from the console. */
export interface CheckedPage {
  /** Calls `median.msdynamics`; the outcome is noted as evidence. */
  call(name: ApiName, options?: { userId: string }, how?: CallForm): Promise<Outcome>;
  /** `location.href` as the page says it. */
  href(): Promise<string>;
  /** What was thrown in the page and caught by nobody so far is the page's own, now and when it comes again. */
  forgiveErrors(): void;
  /** What was thrown since then: each text once. */
  takeErrors(): string[];
}

/** A phone in a person's hand: what its screen shows, what one can press, and what a page in it can do. */
export interface CheckedPhone {
  id: string;
  name: string;
  page: CheckedPage;
  /** What the phone's system says of itself. */
  view(): Promise<Phone>;
  /** Text of the permission dialog on the screen, as soon as there is one; undefined if none comes within `ms`. */
  dialog(ms: number): Promise<string | undefined>;
  /** Presses a button of the dialog. */
  answer(answer: 'allow' | 'deny'): Promise<void>;
  /** Flips the app's switch in the system's settings, and comes back to the app. */
  switchNotifications(on: boolean): Promise<void>;
  /** Whether a notification of this title is on the screen within `ms`. */
  notification(title: string, ms: number): Promise<boolean>;
  /** Pulls the notifications down and presses that one. */
  tap(title: string): Promise<void>;
  /** Removes the app, installs it and opens it on the page to check. */
  reinstall(): Promise<void>;
  /** Opens the app on the page to check. */
  launch(): Promise<void>;
  background(): Promise<void>;
  kill(): Promise<void>;
  picture(caption: string): Promise<Evidence>;
}

/** One of a sandbox: no person has to hold it. */
export interface DrivenPhone extends CheckedPhone {
  /** Opens the app as it is, on the page to check. */
  ready(): Promise<void>;
}
