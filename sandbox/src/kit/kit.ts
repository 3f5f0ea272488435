import type { ControlClient } from '../control/client.ts';
import type { Fault, FaultPlant } from '../control/twin-wire.ts';
import type {
  ChannelDevice,
  Importance,
  Phone,
  ProfileName,
  Push,
  PushCreate,
  QuietAnswer,
  TimelineEvent,
} from '../control/wire.ts';
import type { Explanation } from '../explain/explanation.ts';

/**
 * The test kit: phones in a person's hand, journeys of a marketer, and expectations that wait. Built on the control
 * API alone, so that the same test drives a sandbox in its own process, in another one, and one that the lab shows.
 */
export interface Kit {
  /** A new phone: the app is installed, opened, and its page is there. */
  phone(profile?: ProfileName, options?: PhoneChoice): Promise<KitPhone>;
  /** A new person in Dynamics, of whom no other test knows; their `userId` is good for `registerDevice` and `journey.send`. */
  person(about?: Person): Promise<{ userId: string }>;
  /** A phone that is there already, by id, such as one that the lab shows. */
  attach(id: string): Promise<KitPhone>;
  journey: Journey;
  timeline: KitTimeline;
  clock: KitClock;
  faults: KitFaults;
  /** The device table of the mobile app channel in Dynamics. */
  devices(): Promise<ChannelDevice[]>;
  /**
   * Plays the backend of an app without a gateway: registers the phone's token with Dynamics for this person, over the
   * real wire. Resolves with the row of the device table.
   */
  register(registration: { phone: KitPhone; userId: string }): Promise<ChannelDevice>;
  /** Every route of the control API, as functions. */
  control: ControlClient;
}

/** A sandbox that was started elsewhere. */
export interface ConnectedKit extends Kit {
  /** Ends the kit's connection; the sandbox and its phones go on. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface Person {
  /** Default: `Test Person`. */
  fullName?: string;
  /** Default: true. */
  trackingConsent?: boolean;
}

export interface PhoneChoice {
  /** Default: the profile's model. In `timeline.text()` a phone has the name that the test gave it. */
  name?: string;
  /** False: somebody else shows the page, such as a browser. Default: the sandbox opens it without a browser. */
  page?: boolean;
}

export interface Wait {
  /** Real milliseconds; moving the sandbox's clock does not change them. Default: 5,000. */
  within?: number;
}

/** A notification as a test names it: a text is the whole title. */
export type Wanted = string | RegExp | WantedNotification | Pick<Push, 'traceId'>;

export interface WantedNotification {
  title?: string | RegExp;
  body?: string | RegExp;
  imageUrl?: string | RegExp;
}

export type DialogAnswer = 'allow' | 'deny' | 'dismiss';

/**
 * What a person does with a phone, and what they see. Actions resolve when the phone has done them and reject with a
 * ControlError where a person could not do it now. Expectations wait, and reject with a {@link KitFailure}.
 */
export interface KitPhone extends PhoneActions, PhoneExpectations {
  readonly id: string;
  /** How it is called in messages and in `timeline.text()`. */
  readonly name: string;
  readonly page: KitPage;
  /** What the phone's system says of itself. */
  view(): Promise<Phone>;
}

export interface PhoneActions {
  /** Opens the app, or brings it to the front. */
  launch(): Promise<void>;
  /** Goes to the home screen. */
  background(): Promise<void>;
  /** Swipes the app away. */
  kill(): Promise<void>;
  /** Removes the app and installs it again; it is not opened. */
  reinstall(): Promise<void>;
  /** The system replaces the push token. */
  rotateToken(): Promise<void>;
  /** The app's switch in the system's settings. */
  setNotifications(enabled: boolean): Promise<void>;
  setOnline(enabled: boolean): Promise<void>;
  /** Leaves the browser for the app. */
  closeBrowser(): Promise<void>;
  /** Follows a link in the app: a path or URL of the site. */
  load(pathOrUrl: string): Promise<void>;
  /** Android: stopped in the system's settings; nothing reaches the app before it is opened again. */
  forceStop(): Promise<void>;
  /** Android: the phone lies still; pushes of normal priority wait. */
  setDoze(enabled: boolean): Promise<void>;
  /** iOS: a Focus is on. */
  setFocus(enabled: boolean): Promise<void>;
  /** IANA name, e.g. `Europe/Berlin`. */
  setTimeZone(timeZone: string): Promise<void>;
  /** BCP 47, e.g. `de-AT`. */
  setLanguage(language: string): Promise<void>;
  /** The phone's own clock is wrong by so many milliseconds. */
  setClockSkew(ms: number): Promise<void>;
  /** The person restores a backup on a new phone. `withStorage`: of a build whose storage is in backups. */
  restore(how?: { withStorage?: boolean }): Promise<void>;
  /** `17`, `18.2`; `12L`, `14`. */
  upgradeSystem(version: string): Promise<void>;
  /** Android: a build of the app for another API level is installed over it. */
  updateApp(update: { targetLevel: number }): Promise<void>;
  /** Android: the person changes a notification channel. */
  setChannel(id: string, importance: Importance): Promise<void>;
  /** iOS: the person answers a quiet notification of an app with provisional authorization. */
  answerQuiet(wanted: Wanted, answer: QuietAnswer['answer'], wait?: Wait): Promise<void>;
  /** Android: the app was not used for months, and the system takes its permissions. */
  loseUnusedPermissions(): Promise<void>;
  /** Android: the app's data is cleared in the settings. */
  clearData(): Promise<void>;
  /** The phone is thrown away: it answers nothing any more, and its token is dead. */
  remove(): Promise<void>;
  /** Waits for the permission dialog and answers it. */
  answer(answer: DialogAnswer, wait?: Wait): Promise<void>;
  /** Waits for the notification and taps it. */
  tap(wanted: Wanted, wait?: Wait): Promise<void>;
}

export interface PhoneExpectations {
  /** The notification is in the tray. Rejects at once when nothing can bring it there any more. */
  shows(wanted: Wanted, wait?: Wait): Promise<void>;
  /**
   * The notification is not shown, nor on its way. Waits until everything sent has come to its end, and resolves with
   * where and why that was. Without `wanted`: the tray is empty.
   */
  showsNothing(wanted?: Wanted, wait?: Wait): Promise<Explanation>;
  /** The app is in front on this path of its site, or this URL is in front in the browser; the page has loaded. */
  opens(pathOrUrl: string | RegExp, wait?: Wait): Promise<void>;
  /** The permission dialog is on the screen. */
  asks(wait?: Wait): Promise<void>;
  /** The shell says that this user is registered, and Dynamics holds the phone's token for somebody. */
  isRegistered(userId?: string, wait?: Wait): Promise<void>;
  /** Dynamics does not hold the phone's token any more. */
  isNotRegistered(wait?: Wait): Promise<void>;
  /** Anything else: waits until it holds. `what` reads as "iphone: WHAT". */
  until(what: string, holds: (phone: Phone) => boolean, wait?: Wait): Promise<Phone>;
}

/** The page in the app, in a browser or without one. */
export interface KitPage {
  /** Runs code in the page and awaits its value, which must be cloneable as JSON. */
  evaluate<T = unknown>(code: string): Promise<T>;
  /** Calls `median.msdynamics`; resolves with its answer, rejects with what the page's promise rejected with. */
  call<T = Record<string, unknown>>(name: string, options?: Record<string, unknown>): Promise<T>;
  /** Where the page is, on the phone's own origin. */
  url(): Promise<string>;
  /** Opens it without a browser; done for every phone unless `page: false`. */
  open(): Promise<void>;
}

/** What a marketer does in Dynamics. */
export interface Journey {
  /** Sends a push as a journey's step to one person; resolves when Dynamics is done with it. */
  send(message: JourneyMessage): Promise<Push>;
  /** What was sent so far, newest first, with what Dynamics knows of opens and clicks. */
  sent(): Promise<Push[]>;
}

export interface JourneyMessage extends Omit<PushCreate, 'contact'> {
  /** The person: GUID in Dynamics, or the app's id of one that the sandbox knows. */
  to: string;
}

export interface TimelineChoice {
  phone?: KitPhone | string;
  /** Of one push or one page call. */
  trace?: Pick<Push, 'traceId'> | string;
  /** Only what happened after this event's `seq`. */
  after?: number;
}

export interface KitTimeline {
  /** The timeline as text that is the same in every run: for snapshots. See docs/test-kit.md. */
  text(choice?: TimelineChoice): Promise<string>;
  events(choice?: TimelineChoice): Promise<TimelineEvent[]>;
  /** Where a push or a page call came to, and why no further. */
  explain(trace: Pick<Push, 'traceId'> | string, phone?: KitPhone): Promise<Explanation>;
}

export interface KitClock {
  /** Moves the sandbox's time forward; resolves when everything that was due on the way is done. */
  advance(ms: number): Promise<void>;
}

export interface KitFaults {
  plant(fault: FaultPlant): Promise<Fault>;
  clear(): Promise<void>;
}
