import { expect, test } from 'vitest';
import { createTimeline } from './timeline.ts';

const entry = (traceId: string) => ({ traceId, hop: 'lab', kind: 'some.kind', summary: 'x' }) as const;
const seqs = (events: { seq: number }[]) => events.map(({ seq }) => seq);

test('events are listed by trace, after one and before another, the newest of them', () => {
  const timeline = createTimeline();
  for (let n = 1; n <= 10; n++) timeline.record(entry(n % 2 ? 'odd' : 'even'));
  expect(seqs(timeline.list({ traceId: 'odd' }))).toEqual([1, 3, 5, 7, 9]);
  expect(seqs(timeline.list({ after: 7 }))).toEqual([8, 9, 10]);
  expect(seqs(timeline.list({ before: 4 }))).toEqual([1, 2, 3]);
  expect(seqs(timeline.list({ before: 9, limit: 2 }))).toEqual([7, 8]);
  expect(seqs(timeline.list({ traceId: 'even', after: 2, before: 10, limit: 2 }))).toEqual([6, 8]);
  expect([timeline.list({ after: 10 }), timeline.list({ before: 1 })]).toEqual([[], []]);
});

test('the newest are kept, and found by their numbers when older ones are gone', () => {
  const timeline = createTimeline({ capacity: 100 });
  for (let n = 1; n <= 1_000; n++) timeline.record(entry('t'));
  const kept = timeline.list();
  expect(kept.length).toBe(100);
  expect(kept.at(-1)?.seq).toBe(1_000);
  expect(seqs(timeline.list({ before: 998, limit: 2 }))).toEqual([996, 997]);
  expect(seqs(timeline.list({ after: 998 }))).toEqual([999, 1_000]);
  expect(timeline.list({ before: 500 })).toEqual([]);
});
