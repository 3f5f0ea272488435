import type { Unsubscribe } from '@journeys-push/shell/core';
import type { PageOutcome } from '../control/page-outcome.ts';
import type { Importance, Phone, QuietAnswer } from '../control/wire.ts';
import type { DialogAnswer } from './permission/permission.ts';
import type { Build, StoredPhone } from './state.ts';
import type { PageConnection, PageSession } from './web-view.ts';
import type { WebViewIdentity } from './web-view-identity.ts';

/**
 * A phone with the customer's app on it. What a person can do with it is asynchronous and rejects with a
 * `PhoneRefusal` (refusal.ts) where a person could not do it now.
 */
export interface SimulatedPhone {
  readonly id: string;
  /** Where its browser shows the site. */
  readonly origin: string;
  /** Whether pages of this origin of its browser are the site's: they alone get the script and the socket. */
  shows(origin: string): boolean;
  view(): Phone;
  /** Calls back after every change of the view. */
  subscribe(listener: () => void): Unsubscribe;
  /** Opens the app, or brings it to the front. */
  launch(): Promise<void>;
  /** Goes to the home screen. */
  background(): Promise<void>;
  /** Swipes the app away. Not a force stop: Android still delivers, unless the profile's maker does otherwise. */
  kill(): Promise<void>;
  /** Android: "Force stop" in Settings. Until the person opens the app again, the system hands it nothing. */
  forceStop(): Promise<void>;
  /** Removes the app and installs it again; it is not started. */
  reinstall(): Promise<void>;
  /** Android: "Clear storage" in Settings. The app is as after its installation, with a new token. */
  clearData(): Promise<void>;
  /**
   * The person takes a new phone of the same kind, restored from a backup of this one, which is erased: a new token, a
   * permission as after installing. The shell's builds keep their storage out of backups, so that no two phones share an
   * installation; `withStorage` is a build that does not.
   */
  restore(options?: { withStorage?: boolean | undefined }): Promise<void>;
  /** The person updates the system and restarts. `version` as the vendor writes it: `18.2`, `13`, `12L`. */
  upgradeSystem(version: string): Promise<void>;
  /** An update of the app, which is not started; on Android perhaps built for a higher API level. */
  updateApp(options?: { targetLevel?: number | undefined }): Promise<void>;
  /** An update of the app to another build, perhaps of another site. What ran is started again; what it stored stays. */
  rebuild(build: Build, traceId?: string): Promise<void>;
  /** Android 13+: months later, the system has taken the permission from the unused app. */
  loseUnusedPermissions(): Promise<void>;
  /**
   * iOS: the app asks for provisional authorisation, which needs no dialog. The shell has no way to ask so; an app around
   * it may.
   */
  authorizeProvisionally(): Promise<void>;
  /** The system replaces the push token. */
  rotateToken(): Promise<void>;
  /** Flips the app's switch in the system settings. From the app, the person goes there and comes back. */
  setNotifications(enabled: boolean): Promise<void>;
  setOnline(enabled: boolean): Promise<void>;
  /**
   * Android: the phone lies still, screen off, and sleeps. What has normal priority waits. It wakes when told so, and as
   * soon as a person does something with the app.
   */
  setDoze(enabled: boolean): Promise<void>;
  /** iOS: a Focus lets only time-sensitive and critical notifications through; the others come quietly. */
  setFocus(enabled: boolean): Promise<void>;
  /** An IANA name. The app tells of it after its next start. */
  setTimeZone(timeZone: string): Promise<void>;
  /** A BCP 47 tag. The app tells of it after its next start. */
  setLanguage(language: string): Promise<void>;
  /** How far the phone's clock is ahead of the sandbox's; it holds at once. */
  setClockSkew(ms: number): Promise<void>;
  /** Android: an app around the shell makes a channel, or changes the name of one that is there. */
  makeChannel(channel: { id: string; name?: string | undefined; importance?: Importance }): Promise<void>;
  /** Android: the person changes the importance of a channel in Settings; `none` blocks it. */
  setChannel(id: string, importance: Importance): Promise<void>;
  answerDialog(answer: DialogAnswer): Promise<void>;
  /** Taps a notification of the tray. */
  tap(notificationId: string): Promise<void>;
  /** Swipes a notification of the tray away, or all of them; the app hears nothing of it. */
  dismiss(notificationId?: string): Promise<void>;
  /** iOS: answers the question that a provisional app's notification carries. */
  answerQuiet(notificationId: string, answer: QuietAnswer['answer']): Promise<void>;
  /** Follows a link in the app: a path or URL of the site. */
  load(pathOrUrl: string): Promise<void>;
  /** Leaves the system browser for the app that opened it. */
  closeBrowser(): Promise<void>;
  /**
   * The site's server answers what the phone's browser asks for (`from`) by sending it to `to`. True: the app takes it
   * from there, and the page stays as it is. URLs are the browser's.
   */
  redirected(from: string, to: string): boolean;
  /** From now on the sandbox itself is its page, for a test; the view says so. */
  showByTest(): void;
  /** A page's bridge connects; it takes over from the one before. */
  connectPage(page: PageConnection): PageSession;
  /** Runs code of a test in the page that is connected. */
  evaluate(code: string): Promise<PageOutcome>;
  /** What its WebView says it is, in requests and to pages. */
  identity(): WebViewIdentity;
  /** The script that runs in the site's pages before anything else. */
  pageScript(): string;
  /** What the phone keeps while it is switched off, as JSON. It holds push tokens and the app's storage. */
  snapshot(): StoredPhone;
  close(): void;
}
