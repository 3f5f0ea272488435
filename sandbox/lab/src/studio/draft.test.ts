import { expect, test } from 'vitest';
import type { StudioProject } from '../../../src/control/studio-wire.ts';
import { emptyDraft, follow, isChanged, isOutdated, keepMine, takeOver } from './draft.ts';

const onDisk = (version: string, content?: unknown): StudioProject => ({
  ...{ folder: '/shop', file: 'journeys-push.config.json', version, suggestion: {}, canBuild: true },
  ...(content === undefined ? {} : { content }),
});
const first = follow(emptyDraft, onDisk('1', { foreground: 'show' }));

test('a form without changes follows the file', () => {
  expect(isChanged(first)).toBe(false);
  const second = follow(first, onDisk('2', { foreground: 'hide' }));
  expect([second.content, second.base.version, isChanged(second)]).toEqual([
    { foreground: 'hide' },
    '2',
    false,
  ]);
});

test('a form with changes keeps them, and says that the file is another', () => {
  const mine = follow({ ...first, content: { foreground: 'page' } }, onDisk('2', { foreground: 'hide' }));
  expect([mine.content, isOutdated(mine)]).toEqual([{ foreground: 'page' }, true]);
  const kept = keepMine(mine);
  expect([kept.content, kept.base.version, isOutdated(kept)]).toEqual([{ foreground: 'page' }, '2', false]);
  const taken = takeOver(mine, onDisk('2', { foreground: 'hide' }));
  expect([taken.content, isChanged(taken)]).toEqual([{ foreground: 'hide' }, false]);
});

test('somebody else’s change to the same is no difference', () => {
  const mine = follow({ ...first, content: { foreground: 'page' } }, onDisk('2', { foreground: 'page' }));
  expect([isChanged(mine), isOutdated(mine), mine.base.version]).toEqual([false, false, '2']);
});

test('a file that breaks empties a form without changes, and is read again when it is mended', () => {
  const broken = follow(first, onDisk('2'));
  expect(broken.content).toBeUndefined();
  expect(follow(broken, onDisk('3', { foreground: 'hide' })).content).toEqual({ foreground: 'hide' });
  const mine = follow({ ...first, content: { foreground: 'page' } }, onDisk('2'));
  expect(mine.content).toEqual({ foreground: 'page' });
});
