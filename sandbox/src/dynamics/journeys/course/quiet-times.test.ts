import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quietUntil } from './quiet-times.ts';
import { DAY, HOUR, NOON, startJourneyTwin } from './testing.ts';

let t: Awaited<ReturnType<typeof startJourneyTwin>>;
beforeEach(async () => {
  t = await startJourneyTwin();
  await t.addAda();
});
afterEach(() => t.twin.close());

const everyDay = [0, 1, 2, 3, 4, 5, 6];
const lunch = { weekly: [{ days: everyDay, from: '12:00', to: '13:30' }] };
const set = (commercial: object) => t.twin.journeys.changeSettings({ quietTimes: { commercial } as never });

test('quiet times hold a push until they end, and say until when', async () => {
  t.twin.journeys.changeSettings({ quietTimes: { commercial: lunch } });
  const journeyId = t.live([{ do: 'push', messageId: t.readyMessage() }]);
  await t.raise();
  expect(t.provider.sent).toEqual([]);
  expect(t.twin.journeys.participants(journeyId)).toMatchObject([
    { state: 'held', dueAt: NOON + 1.5 * HOUR, steps: [] },
  ]);
  expect(t.twin.journeys.get(journeyId)).toMatchObject({ held: 1, inside: 1 });
  await t.advance(1.5 * HOUR);
  expect(t.twin.journeys.participants(journeyId)).toMatchObject([
    { state: 'completed', steps: [{ outcome: 'sent', heldUntil: NOON + 1.5 * HOUR }] },
  ]);
});

test('they are meant in the journey’s time zone', async () => {
  t.twin.journeys.changeSettings({ quietTimes: { commercial: lunch } });
  const there = t.live([{ do: 'push', messageId: t.readyMessage() }], { timeZone: 'America/New_York' });
  await t.raise();
  expect(t.twin.journeys.get(there)).toMatchObject({ held: 0 });
  await t.advance(5 * HOUR);
  await t.raise();
  expect(t.twin.journeys.get(there)).toMatchObject({ held: 1 });
});

test('commercial and transactional messages have their own, and a tile may do without', async () => {
  t.twin.journeys.changeSettings({ quietTimes: { commercial: lunch } });
  const messageId = t.readyMessage();
  const transactional = t.readyMessage({ designation: 'transactional' });
  const journeys = [
    t.live([{ do: 'push', messageId }]),
    t.live([{ do: 'push', messageId: transactional }]),
    t.live([{ do: 'push', messageId, quietTimes: false }]),
  ];
  await t.raise();
  expect(journeys.map((id) => t.twin.journeys.get(id).held)).toEqual([1, 0, 0]);
});

test('expiry and frequency cap are judged when quiet times let the push go', async () => {
  t.twin.journeys.changeSettings({ quietTimes: { commercial: lunch }, frequencyCap: { daily: 1 } });
  const messageId = t.readyMessage();
  const expired = t.live([{ do: 'push', messageId, expires: { at: NOON + HOUR } }]);
  const capped = t.live([
    { do: 'push', messageId },
    { do: 'push', messageId },
  ]);
  await t.raise();
  await t.advance(2 * HOUR);
  const codes = (id: string) => t.twin.journeys.participants(id)[0]?.steps.map(({ code }) => code);
  expect([codes(expired), codes(capped)]).toEqual([['message-expired'], [undefined, 'frequency-cap']]);
});

test.each([
  ['hours that end before they begin', { weekly: [{ days: [1], from: '22:00', to: '08:00' }] }],
  ['a time that is none', { weekly: [{ days: [1], from: '25:00', to: '26:00' }] }],
  ['more than 21 dates', { dates: [{ from: '2026-12-01', to: '2026-12-22' }] }],
  ['every hour of the week', { weekly: [{ days: everyDay, from: '00:00', to: '24:00' }] }],
  [
    'more than 21 days with the weekend before',
    {
      weekly: [{ days: [0, 6], from: '00:00', to: '24:00' }],
      dates: [{ from: '2026-11-30', to: '2026-12-20' }],
    },
  ],
])('quiet times with %s are refused', (_, commercial) => {
  expect(() => set(commercial)).toThrow(expect.objectContaining({ code: 'journey-incorrect' }));
});

test('21 consecutive days are possible', () => {
  expect(() => set({ dates: [{ from: '2026-12-01', to: '2026-12-21' }] })).not.toThrow();
});

test('the end of quiet times is never quiet, and every moment before it is; also where the clocks change', () => {
  const hour = fc.integer({ min: 0, max: 23 });
  const span = fc
    .tuple(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }), hour, hour)
    .filter(([, from, to]) => from < to)
    .map(([days, from, to]) => ({
      ...{ days, from: `${from}`.padStart(2, '0').concat(':00') },
      to: `${to}`.padStart(2, '0').concat(':00'),
    }));
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia');
  const moment = fc.integer({ min: NOON - 400 * DAY, max: NOON + 400 * DAY });
  fc.assert(
    fc.property(fc.array(span, { minLength: 1, maxLength: 4 }), zone, moment, (weekly, timeZone, at) => {
      const quiet = { weekly, dates: [] };
      const end = quietUntil(quiet, timeZone, at);
      expect(quietUntil(quiet, timeZone, end)).toBe(end);
      for (let each = at; each < end; each += 15 * 60_000) {
        expect(quietUntil(quiet, timeZone, each)).toBeGreaterThan(each);
      }
    }),
    { numRuns: 300 },
  );
});
