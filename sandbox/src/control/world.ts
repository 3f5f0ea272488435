import type { SandboxClock } from '../clock.ts';
import type { FaultControls } from '../fault-rules.ts';
import type { Timeline } from '../timeline.ts';
import type { TwinName } from './twin-wire.ts';
import type { ChannelDevice, Contact, Info, Phone, ProfileName, Push, PushCreate } from './wire.ts';

/** What the control API needs of a phone; the simulated phone is one. */
export interface ControlledPhone {
  readonly id: string;
  view(): Phone;
  launch(): Promise<void>;
  background(): Promise<void>;
  kill(): Promise<void>;
  reinstall(): Promise<void>;
  rotateToken(): Promise<void>;
  setNotifications(enabled: boolean): Promise<void>;
  setOnline(enabled: boolean): Promise<void>;
  answerDialog(answer: 'allow' | 'deny' | 'dismiss'): Promise<void>;
  tap(notificationId: string): Promise<void>;
  load(pathOrUrl: string): Promise<void>;
  closeBrowser(): Promise<void>;
}

/** What the control API needs of the sandbox. */
export interface World {
  info(): Info;
  phones(): ControlledPhone[];
  createPhone(profile: ProfileName, name?: string): Promise<ControlledPhone>;
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
