import { expect, it } from 'vitest';
import type { Channel } from '../../../../../src/control/wire.ts';
import { importanceWhenOn } from './importance.ts';

const off = (more: Partial<Channel>): Channel => ({
  ...{ id: 'news', name: 'News', importance: 'none', setBy: 'person', ...more },
});

it.each([
  ['as the app made it', 34, off({ original: 'high' }), 'high'],
  ['at least silent', 34, off({ original: 'min' }), 'low'],
  ['at least silent, where the app made it blocked', 34, off({ setBy: 'app' }), 'low'],
  ['with sound, where nobody knows what the app made it with', 34, off({}), 'default'],
  ['with sound before Android 11', 29, off({ original: 'high' }), 'default'],
] as const)('a channel that is switched on again is %s', (_, apiLevel, channel, importance) => {
  expect(importanceWhenOn(channel, apiLevel)).toBe(importance);
});
