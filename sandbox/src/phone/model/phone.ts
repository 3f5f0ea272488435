import { fresh, type Permission } from './permission.ts';
import type { Push } from './push.ts';
import type { System } from './system.ts';

export type Importance = 'none' | 'min' | 'low' | 'default' | 'high';

/** A phone by the facts alone: the state of §6.3, and what else a person can see of it. */
export interface Phone {
  system: System;
  app: 'foreground' | 'background' | 'killed';
  /** The app was opened since it was installed. */
  opened: boolean;
  forceStopped: boolean;
  permission: Permission;
  /** The question of permission waits for an answer, on the screen or behind it. */
  asking: boolean;
  online: boolean;
  doze: boolean;
  focus: boolean;
  badge: number;
  channels: Record<string, Importance>;
  /** Newest first. */
  tray: Shown[];
  /** Where the push service keeps what the phone could not take, oldest first. */
  stored: Stored[];
  /** How many tokens it has had. */
  tokens: number;
  /** The moments at which the app was run by a background push. */
  woken: number[];
  settingsOpen: boolean;
  inBrowser: boolean;
  /** A page is in the WebView. */
  page: boolean;
  timeZone: string;
  language: string;
  /** Milliseconds by which its clock is wrong. */
  skew: number;
  /** Milliseconds since the story began, by a right clock. */
  now: number;
}

/** A notification in the tray. */
export interface Shown {
  id: string;
  quiet: boolean;
  channel?: string | undefined;
  /** What a later one with the same takes the place of. */
  replaces?: string | undefined;
}

export interface Stored {
  push: Push;
  /** Milliseconds, as {@link Phone.now}. */
  expiresAt: number;
}

/** What the app does by itself, which the facts leave to it. */
export interface App {
  /** Android: the channel that it makes when it starts, draws in, and names as the default in its manifest. */
  channel: { id: string; importance: Importance };
}

/** A phone out of its box, with the app on it. */
export const unopened = (system: System, place: Pick<Phone, 'timeZone' | 'language'>): Phone => ({
  system,
  app: 'killed',
  ...{ opened: false, forceStopped: false, permission: fresh(system), asking: false },
  ...{ online: true, doze: false, focus: false, badge: 0, channels: {}, tray: [], stored: [], tokens: 1 },
  ...{ woken: [], settingsOpen: false, inBrowser: false, page: false, skew: 0, now: 0 },
  ...place,
});
