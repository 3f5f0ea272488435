import { expect, it } from 'vitest';
import type { TrayItem } from '../../../../../src/control/wire.ts';
import { sectionsOf } from './groups.ts';

let count = 0;
const note = (more: Partial<TrayItem> = {}): TrayItem => ({
  ...{ id: `n${++count}`, title: 'Hello', body: '', at: count, traceId: 'a'.repeat(32), ...more },
});
const android = { platform: 'android', apiLevel: 34 } as const;
/** How many each group has, section by section. */
const shape = (...asked: Parameters<typeof sectionsOf>) =>
  sectionsOf(...asked).map(({ title, groups }) => [title, groups.map(({ items }) => items.length)]);

it('an iPhone groups by thread, and all others as the app’s', () => {
  const tray = [note({ thread: 'orders' }), note(), note({ thread: 'orders' }), note({ thread: 'news' })];
  expect(shape({ platform: 'ios' }, tray)).toEqual([[undefined, [2, 1, 1]]]);
});

it('Android makes a group of four, and keeps silent ones apart', () => {
  const loud = [note(), note(), note(), note()];
  const silent = [note({ quiet: 'channel' }), note({ quiet: 'channel' })];
  expect(shape(android, [...silent, ...loud.slice(1)])).toEqual([
    ['Notifications', [1, 1, 1]],
    ['Silent', [1, 1]],
  ]);
  expect(shape(android, [...silent, ...loud])).toEqual([
    ['Notifications', [4]],
    ['Silent', [1, 1]],
  ]);
});

it('before Android 10 the sections have no titles', () => {
  const tray = [note({ quiet: 'channel' }), note()];
  expect(shape({ platform: 'android', apiLevel: 28 }, tray)).toEqual([
    [undefined, [1]],
    [undefined, [1]],
  ]);
});

it('an empty tray has no section', () => {
  expect(shape(android, [])).toEqual([]);
  expect(shape({ platform: 'ios' }, [])).toEqual([]);
});
