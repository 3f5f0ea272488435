import { expect, test } from 'vitest';
import type { StudioProgress } from '../../../../src/control/studio-wire.ts';
import { logOf, stepsOf } from './words.ts';

const check = {
  ...({ platform: 'ios', file: 'ios/Shop/Info.plist', what: 'the name', why: 'It is.' } as const),
  ...{ passed: false, found: 'another' },
};
const progress: StudioProgress[] = [
  { kind: 'started', step: 'prepare' },
  { kind: 'finished', step: 'prepare', durationMs: 1200 },
  { kind: 'started', step: 'project' },
  { kind: 'said', step: 'project', line: 'Writing' },
  { kind: 'checked', check },
];

test('each step says how far it is, and what it said last', () => {
  const states = (isOver: boolean) => stepsOf(progress, isOver).map(({ state }) => state);
  expect(states(false)).toEqual(['done', 'running', 'waiting', 'waiting', 'waiting', 'waiting']);
  expect(states(true)[1]).toBe('stopped');
  expect(stepsOf(progress, false)[1]).toMatchObject({ line: 'Writing' });
});

test('the log has every line, and what was not as it should be', () => {
  expect(logOf(progress)).toContain('Writing\n✗ ios/Shop/Info.plist: the name: another');
});
