import type { Unsubscribe } from '@journeys-push/shell/core';
import type { Phone } from '../control/wire.ts';
import type { DialogAnswer } from './permission.ts';
import type { StoredPhone } from './state.ts';
import type { PageConnection, PageSession } from './web-view.ts';

/**
 * A phone with the customer's app on it. What a person can do with it is asynchronous and rejects with a
 * `PhoneRefusal` (refusal.ts) where a person could not do it now.
 */
export interface SimulatedPhone {
  readonly id: string;
  /** Where its browser shows the site; only pages of this origin get the script and the socket. */
  readonly origin: string;
  view(): Phone;
  /** Calls back after every change of the view. */
  subscribe(listener: () => void): Unsubscribe;
  /** Opens the app, or brings it to the front. */
  launch(): Promise<void>;
  /** Goes to the home screen. */
  background(): Promise<void>;
  /** Swipes the app away. Not a force stop: Android still delivers. */
  kill(): Promise<void>;
  /** Removes the app and installs it again; it is not started. */
  reinstall(): Promise<void>;
  /** The system replaces the push token. */
  rotateToken(): Promise<void>;
  /** Flips the app's switch in the system settings. From the app, the person goes there and comes back. */
  setNotifications(enabled: boolean): Promise<void>;
  setOnline(enabled: boolean): Promise<void>;
  answerDialog(answer: DialogAnswer): Promise<void>;
  /** Taps a notification of the tray. */
  tap(notificationId: string): Promise<void>;
  /** Follows a link in the app: a path or URL of the site. */
  load(pathOrUrl: string): Promise<void>;
  /** Leaves the system browser for the app that opened it. */
  closeBrowser(): Promise<void>;
  /** A page's bridge connects; it takes over from the one before. */
  connectPage(page: PageConnection): PageSession;
  /** The script that runs in the site's pages before anything else. */
  pageScript(): string;
  /** What the phone keeps while it is switched off, as JSON. It holds push tokens and the app's storage. */
  snapshot(): StoredPhone;
  close(): void;
}
