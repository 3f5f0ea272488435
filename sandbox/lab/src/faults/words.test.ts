import { expect, it } from 'vitest';
import { READY_MADE } from './ready-made.ts';
import { effectsOf, faultWords, leadWords, reasonsOf, routesOf, spanWords, strikeWords } from './words.ts';

it('says what a fault does, and where', () => {
  expect(faultWords({ twin: 'dynamics', effect: { kind: 'status', status: 429, retryAfter: 30 } })).toBe(
    'Dynamics, any call: status 429, Retry-After 30 s',
  );
  expect(faultWords({ twin: 'fcm', route: 'token', effect: { kind: 'hang' } })).toBe(
    'FCM, signing in with the service account: no answer, the connection stays open',
  );
  expect(faultWords({ twin: 'dynamics', route: 'webhook', effect: { kind: 'late', ms: 3_600_000 } })).toBe(
    'Dynamics, calling the webhook: comes 1 hour late',
  );
});

it('says how often a fault has struck, and how often it still will', () => {
  const fault = { twin: 'apns', id: 'f1', effect: { kind: 'drop' } } as const;
  expect(strikeWords({ ...fault, struck: 0, probability: 1 }, 0)).toBe('Has not struck yet');
  expect(strikeWords({ ...fault, struck: 1, until: 400, probability: 1 }, 0)).toBe(
    'Has struck once · ends in 1 second',
  );
  expect(strikeWords({ ...fault, struck: 2, left: 3, until: 90_000, probability: 0.5 }, 0)).toBe(
    'Has struck 2 times · 3 more to come · ends in 1 minute 30 seconds · strikes 50% of the calls',
  );
});

it('every ready-made fault is one that the form could make, too', () => {
  for (const [twin, list] of Object.entries(READY_MADE) as [
    keyof typeof READY_MADE,
    typeof READY_MADE.apns,
  ][])
    for (const { plant, title } of list) {
      expect(plant.twin, title).toBe(twin);
      expect(
        routesOf[twin].map(([route]) => route),
        title,
      ).toContain(plant.route ?? '');
      expect(effectsOf(twin, plant.route ?? ''), title).toContain(plant.effect.kind);
      if (plant.effect.kind === 'refuse') expect(reasonsOf(twin), title).toContain(plant.effect.reason);
    }
});

it('spans are told by their two largest units', () => {
  expect([900, 61_000, 3_600_000, 7 * 86_400_000 + 60_000].map(spanWords)).toEqual([
    ...['900 ms', '1 minute 1 second', '1 hour', '7 days'],
  ]);
});

it('a time that was moved by whole minutes is ahead by them, though each move takes some milliseconds', () => {
  expect([51 * 3_600_000 - 595, 60_000 - 1200, 90_400, 1100].map(leadWords)).toEqual([
    ...['2 days 3 hours', '1 minute', '1 minute 30 seconds', '1 second'],
  ]);
});
