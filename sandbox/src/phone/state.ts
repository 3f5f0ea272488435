import type { AppConfig } from '@journeys-push/contract/app-config';
import { RegistrationView } from '@journeys-push/contract/shell-gateway';
import * as z from 'zod';
import { Channel, TokenCause, TrayItem } from '../control/wire.ts';
import type { AppState } from './delivery/delivery.ts';
import type { Origins } from './origins.ts';
import { PermissionState } from './permission/permission.ts';
import { SystemState } from './system/system.ts';

/** A notification in the tray, with what a tap hands to the app. */
export const TrayEntry = TrayItem.extend({ payload: z.unknown(), replaces: z.string().optional() });
export type TrayEntry = z.infer<typeof TrayEntry>;

/** What a phone keeps while it is switched off: the snapshot. */
export const StoredPhone = z.object({
  system: SystemState,
  timeZone: z.string(),
  language: z.string(),
  clockSkewMs: z.number(),
  online: z.boolean(),
  doze: z.boolean(),
  focus: z.boolean(),
  badge: z.number(),
  /** iOS: when silent pushes have woken the app lately. */
  woken: z.array(z.number()),
  /** Android: stopped by the person; the system hands nothing to the app until they open it. */
  forceStopped: z.boolean(),
  channels: z.array(Channel),
  /** False until the app's first start; Android hands nothing to an app that was never opened. */
  opened: z.boolean(),
  permission: PermissionState,
  token: z.string(),
  /** Oldest first; the last one is the token's own. */
  tokens: z.array(z.object({ ending: z.string(), at: z.number(), why: TokenCause })),
  /** The system has fetched this token before, so that Android has it offline too. */
  tokenFetched: z.boolean(),
  /** The app's own storage. */
  store: z.record(z.string(), z.string()),
  /** Newest first. */
  tray: z.array(TrayEntry),
  /** Where the WebView is, in the site's world. */
  url: z.string(),
  generation: z.number(),
  installationId: z.string().nullable(),
  registration: RegistrationView,
});
export type StoredPhone = z.infer<typeof StoredPhone>;

/** A phone as it is now. One object that the phone's parts share; each field is written by one of them. */
export interface PhoneState extends StoredPhone {
  app: AppState;
  settingsOpen: boolean;
  browser: string | null;
}

/** The app as it is built and installed: an update replaces it. */
export interface Build {
  config: AppConfig;
  /** Where the phone's browser shows the site of that configuration. */
  origins: Origins;
}

/** What every part of one phone needs. */
export interface Scene {
  state: PhoneState;
  build: Build;
  record: Recorder;
  /** Tells the phone's listeners that its view may look different. */
  changed(): void;
}

/** Writes one line into the timeline, as this phone. */
export type Recorder = (line: RecordedLine) => void;

export interface RecordedLine {
  kind: string;
  summary: string;
  /** Default: a new one, for what nothing else caused. */
  traceId?: string | undefined;
  /** Default: `phone`. */
  hop?: 'page' | 'shell' | 'phone';
  outcome?: 'ok' | 'failed';
  detail?: Record<string, unknown>;
}
