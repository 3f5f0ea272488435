import type { TrayItem } from '../../control/wire.ts';
import type { PhoneState, TrayEntry } from '../state.ts';

/** Puts a notification on top; it takes the place of one with the same key, or of itself. True: it replaced one. */
export function putInTray(state: PhoneState, entry: TrayEntry): boolean {
  const before = state.tray.length;
  const others = state.tray.filter(
    ({ id, replaces }) => id !== entry.id && (replaces === undefined || replaces !== entry.replaces),
  );
  state.tray = [entry, ...others];
  return others.length < before;
}

/** Removes a notification and hands it out. */
export function takeFromTray(state: PhoneState, id: string): TrayEntry | undefined {
  const entry = state.tray.find((candidate) => candidate.id === id);
  state.tray = state.tray.filter((candidate) => candidate !== entry);
  return entry;
}

/** What the tray shows of a notification. */
export function trayItem(entry: TrayEntry): TrayItem {
  const { id, title, body, imageUrl, at, traceId, quiet, channel, thread, level } = entry;
  return {
    ...{ id, title, body, at, traceId },
    ...(imageUrl === undefined ? {} : { imageUrl }),
    ...(quiet === undefined ? {} : { quiet }),
    ...(channel === undefined ? {} : { channel }),
    ...(thread === undefined ? {} : { thread }),
    ...(level === undefined ? {} : { level }),
  };
}
