import { RegistrationView } from '@journeys-push/contract/shell-gateway';
import * as z from 'zod';
import type { AppState } from './delivery.ts';
import { PermissionState } from './permission.ts';

/** A notification in the tray, with what a tap hands to the app. */
export const TrayEntry = z.object({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  imageUrl: z.string().optional(),
  at: z.number(),
  traceId: z.string(),
  payload: z.unknown(),
  replaces: z.string().optional(),
});
export type TrayEntry = z.infer<typeof TrayEntry>;

/** What a phone keeps while it is switched off: the snapshot. */
export const StoredPhone = z.object({
  online: z.boolean(),
  /** False until the app's first start; Android hands nothing to an app that was never opened. */
  opened: z.boolean(),
  permission: PermissionState,
  token: z.string(),
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

/** What every part of one phone needs. */
export interface Scene {
  state: PhoneState;
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
