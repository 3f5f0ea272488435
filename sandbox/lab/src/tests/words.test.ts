import { expect, it } from 'vitest';
import type { CheckRun } from '../../../src/control/check-wire.ts';
import { runWords } from './words.ts';

const run = (
  status: CheckRun['status'],
  counts: Partial<CheckRun['counts']>,
  durationMs?: number,
): CheckRun => ({
  ...{ id: 'x', status, startedAt: 0, columns: [] },
  ...(durationMs === undefined ? {} : { durationMs }),
  counts: { passed: 0, failed: 0, blocked: 0, all: 44, ...counts },
});

it('says how far a run is, and what it came to', () => {
  expect(runWords(run('running', { passed: 10, failed: 1 }))).toBe('11 of 44 done, 1 not passed');
  expect(runWords(run('passed', { passed: 44 }, 21_000))).toBe('All 44 items passed in 21 s');
  expect(runWords(run('passed', { passed: 1, all: 1 }, 900))).toBe('The one item passed in 900 ms');
  expect(runWords(run('failed', { passed: 41, failed: 2, blocked: 1 }, 21_000))).toBe(
    '41 of 44 passed, 2 failed, 1 blocked (21 s)',
  );
  expect(runWords(run('stopped', { passed: 3 }))).toBe('Stopped after 3 of 44 items');
});
