import type { SandboxClock } from '../clock.ts';
import type { FaultControls } from '../fault-rules.ts';
import type { Timeline } from '../timeline.ts';
import type { PageOutcome } from './page-outcome.ts';
import type { TwinName } from './twin-wire.ts';
import type {
  ChannelDevice,
  Contact,
  Importance,
  Info,
  Phone,
  Profile,
  ProfileName,
  Push,
  PushCreate,
  QuietAnswer,
} from './wire.ts';

/** What the control API needs of a phone; the simulated phone is one. */
export interface ControlledPhone {
  readonly id: string;
  view(): Phone;
  launch(): Promise<void>;
  background(): Promise<void>;
  kill(): Promise<void>;
  forceStop(): Promise<void>;
  reinstall(): Promise<void>;
  clearData(): Promise<void>;
  restore(options: { withStorage: boolean }): Promise<void>;
  upgradeSystem(version: string): Promise<void>;
  updateApp(options: { targetLevel?: number | undefined }): Promise<void>;
  loseUnusedPermissions(): Promise<void>;
  authorizeProvisionally(): Promise<void>;
  rotateToken(): Promise<void>;
  setNotifications(enabled: boolean): Promise<void>;
  setOnline(enabled: boolean): Promise<void>;
  setDoze(enabled: boolean): Promise<void>;
  setFocus(enabled: boolean): Promise<void>;
  setTimeZone(timeZone: string): Promise<void>;
  setLanguage(language: string): Promise<void>;
  setClockSkew(ms: number): Promise<void>;
  makeChannel(channel: { id: string; name?: string | undefined; importance: Importance }): Promise<void>;
  setChannel(id: string, importance: Importance): Promise<void>;
  answerDialog(answer: 'allow' | 'deny' | 'dismiss'): Promise<void>;
  tap(notificationId: string): Promise<void>;
  dismiss(notificationId?: string): Promise<void>;
  answerQuiet(notificationId: string, answer: QuietAnswer['answer']): Promise<void>;
  load(pathOrUrl: string): Promise<void>;
  closeBrowser(): Promise<void>;
  /** Runs code in the page, in a browser or without one. */
  evaluate(code: string): Promise<PageOutcome>;
}

/** What the control API needs of the sandbox. */
export interface World {
  info(): Info;
  phones(): ControlledPhone[];
  /** The kinds of phones that can be created. */
  profiles(): Profile[];
  /** Throws {@link ControlFailure} for an unknown profile. */
  createPhone(profile: ProfileName, name?: string): Promise<ControlledPhone>;
  /** Throws a phone away; false where there is none. */
  removePhone(id: string): boolean;
  /** Shows a phone's page without a browser. */
  openPage(id: string): Promise<void>;
  /** Registers a phone's token with Dynamics, as the backend of an app without a gateway does. */
  registerDevice(phone: Phone, contact: string): Promise<ChannelDevice>;
  /** Calls back after any phone has changed, or one was added. */
  onPhones(listener: () => void): () => void;
  contacts(): Contact[];
  devices(): ChannelDevice[];
  /** Sends one push as a journey step (or a test send); throws {@link ControlFailure} for an unknown contact. */
  sendPush(push: PushCreate): Promise<Push>;
  pushes(): Push[];
  timeline: Timeline;
  clock: SandboxClock;
  /** Throw a ZodError for what is no fault of that twin. */
  faults: Record<TwinName, FaultControls<object, object>>;
}
