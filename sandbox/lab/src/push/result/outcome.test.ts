import { expect, it } from 'vitest';
import type { PersonOutcome } from '../../../../src/control/message-wire.ts';
import { summaryOf, whyOf } from './outcome.ts';

const outcome = (extra: Partial<PersonOutcome> = {}): PersonOutcome => ({
  ...{ personId: 'a', trackingId: 't', traceId: 't', devices: [], ...extra },
});
const sent = outcome({ devices: [{ platform: 'ios', token: 'x', result: 'sent' }] });
const skipped = outcome({ skipped: 'no-device' });
const sending = { id: 1, title: 'News', test: false, leftOut: 0, names: new Map() };

it('a sending is told in one sentence', () => {
  expect(summaryOf({ ...sending, outcomes: [sent] })).toBe('“News” was sent.');
  expect(summaryOf({ ...sending, test: true, outcomes: [sent] })).toBe('“News” was sent as a test.');
  expect(summaryOf({ ...sending, outcomes: [skipped] })).toBe('“News” was not sent.');
  expect(summaryOf({ ...sending, outcomes: [sent, skipped], leftOut: 1 })).toBe(
    '“News” reached 1 of 2 people. 1 was left out: they refuse marketing material.',
  );
  expect(summaryOf({ ...sending, outcomes: [sent], leftOut: 2 })).toMatch(
    /reached 1 person\. 2 were left out/,
  );
  expect(summaryOf({ ...sending, outcomes: [skipped], leftOut: 1 })).toMatch(/reached nobody\. 1 was left/);
  expect(summaryOf({ ...sending, outcomes: [], leftOut: 1 })).toMatch(/^“News” was sent to nobody\. 1 was/);
});

it('says why somebody was skipped, in Dynamics’ words where it gives them', () => {
  expect(whyOf(skipped)).toContain('no device');
  expect(whyOf({ ...skipped, why: 'Message expired' })).toBe('Message expired');
});
