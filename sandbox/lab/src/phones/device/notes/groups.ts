import type { Phone, TrayItem } from '../../../../../src/control/wire.ts';

/** Notifications that the system shows as one until they are spread out. */
export interface NoteGroup {
  /** Stays the same while the group grows. */
  key: string;
  /** Newest first; never empty. */
  items: readonly TrayItem[];
}

export interface NoteSection {
  /** Absent: it has none. */
  title?: string;
  groups: readonly NoteGroup[];
}

/** As many of one app make a group on Android (assumed). */
const ANDROID_GROUP = 4;
/** Android has a section for silent ones from 10 on. */
const SECTIONS_FROM_API = 29;

type Kind = Pick<Phone, 'platform' | 'apiLevel'>;

/** The tray as the system lays it out: Android in sections, iOS by thread (assumed). */
export function sectionsOf({ platform, apiLevel = 0 }: Kind, tray: readonly TrayItem[]): NoteSection[] {
  if (platform === 'ios') return tray.length === 0 ? [] : [{ groups: byThread(tray) }];
  const loud = tray.filter(({ quiet }) => quiet === undefined);
  const silent = tray.filter(({ quiet }) => quiet !== undefined);
  const titled = apiLevel >= SECTIONS_FROM_API;
  return [
    { name: 'Notifications', items: loud },
    { name: 'Silent', items: silent },
  ]
    .filter(({ items }) => items.length > 0)
    .map(({ name, items }) => ({ ...(titled ? { title: name } : {}), groups: bundled(name, items) }));
}

/** All without a thread are the app's. */
function byThread(tray: readonly TrayItem[]): NoteGroup[] {
  const threads = new Map<string, TrayItem[]>();
  for (const item of tray) {
    const key = item.thread === undefined ? 'app' : `thread ${item.thread}`;
    threads.set(key, [...(threads.get(key) ?? []), item]);
  }
  return [...threads].map(([key, items]) => ({ key, items }));
}

const bundled = (name: string, items: readonly TrayItem[]): NoteGroup[] =>
  items.length >= ANDROID_GROUP
    ? [{ key: name, items }]
    : items.map((item) => ({ key: item.id, items: [item] }));
