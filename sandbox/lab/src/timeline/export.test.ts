import { expect, it } from 'vitest';
import type { TimelineEvent } from '../../../src/control/wire.ts';
import { ndjson } from './export.ts';

const event = (seq: number, traceId: string): TimelineEvent => ({
  ...{ seq, at: seq, traceId, hop: 'page', kind: 'x', summary: 'Two\nlines' },
});

it('exports one event a line, in the order in which they happened, whatever the order of their traces', () => {
  const text = ndjson([
    { events: [event(2, 'b'), event(4, 'b')] },
    { events: [event(1, 'a'), event(3, 'a')] },
  ]);
  expect(text.endsWith('\n')).toBe(true);
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([event(1, 'a'), event(2, 'b'), event(3, 'a'), event(4, 'b')]);
});

it('exports nothing as nothing', () => expect(ndjson([])).toBe(''));
