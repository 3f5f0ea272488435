import type { CheckCell, CheckRun, PageKind } from '../../../src/control/check-wire.ts';
import { formatDuration } from '../timeline/duration.ts';

export const pageWords: Record<PageKind, string> = {
  bare: 'Built-in page',
  'median-js-bridge': 'Built-in page with median-js-bridge',
  app: 'Your page',
  phone: 'Check page',
};

/** Of a cell, for the eye and for a screen reader. */
export const cellWords: Record<CheckCell['status'], string> = {
  'not-applicable': 'Not applicable',
  'left-out': 'Not in this run',
  waiting: 'Waiting',
  running: 'Running',
  passed: 'Passed',
  failed: 'Failed',
  blocked: 'Blocked',
  ended: 'Not judged',
};

export const isUnderWay = ({ status }: Pick<CheckRun, 'status'>): boolean =>
  status === 'waiting' || status === 'running';

/** `41 of 44 passed, 2 failed, 1 blocked` */
export function countWords({ passed, failed, blocked, all }: CheckRun['counts']): string {
  const bad = [...(failed > 0 ? [`${failed} failed`] : []), ...(blocked > 0 ? [`${blocked} blocked`] : [])];
  return [`${passed} of ${all} passed`, ...bad].join(', ');
}

/** What a run came to, or how far it is. */
export function runWords(run: CheckRun): string {
  const { passed, failed, blocked, all } = run.counts;
  const done = passed + failed + blocked;
  const time = run.durationMs === undefined ? '' : ` in ${formatDuration(run.durationMs)}`;
  switch (run.status) {
    case 'waiting':
      return 'Waiting for its turn';
    case 'running':
      return `${done} of ${all} done${failed + blocked > 0 ? `, ${failed + blocked} not passed` : ''}`;
    case 'passed':
      return `${all === 1 ? 'The one item' : `All ${all} items`} passed${time}`;
    case 'failed':
      return `${countWords(run.counts)}${run.durationMs === undefined ? '' : ` (${formatDuration(run.durationMs)})`}`;
    case 'stopped':
      return `Stopped after ${done} of ${all} items`;
    case 'not-made':
      return 'The check could not be run';
  }
}
