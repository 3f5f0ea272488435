import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quietUntil, stretchIsTooLong } from './quiet-times.ts';
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
    'every hour of the week, in pieces',
    {
      weekly: [
        { days: everyDay, from: '04:00', to: '24:00' },
        { days: everyDay, from: '00:00', to: '04:00' },
      ],
    },
  ],
  [
    'more than 21 days with the weekend before',
    {
      weekly: [{ days: [0, 6], from: '00:00', to: '24:00' }],
      dates: [{ from: '2026-11-30', to: '2026-12-20' }],
    },
  ],
  [
    '21 days and the 23 hours before',
    {
      weekly: [{ days: [1], from: '01:00', to: '24:00' }],
      dates: [{ from: '2026-12-01', to: '2026-12-21' }],
    },
  ],
  [
    'over 100 dates',
    { dates: Array.from({ length: 101 }, () => ({ from: '2026-12-01', to: '2026-12-01' })) },
  ],
])('quiet times with %s are refused', (_, commercial) => {
  expect(() => set(commercial)).toThrow(expect.objectContaining({ code: 'journey-incorrect' }));
});

test('21 consecutive days are possible', () => {
  expect(() => set({ dates: [{ from: '2026-12-01', to: '2026-12-21' }] })).not.toThrow();
});

/** What a clock on the wall there shows, as the system’s own calendar knows it: the day of the week and the time. */
function wallClock(timeZone: string) {
  const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
  const options = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, ...options });
  return (at: number) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return {
      day: days.indexOf(parts.get('weekday') ?? ''),
      time: `${parts.get('hour')}:${parts.get('minute')}`,
    };
  };
}

/** Each zone with a day on which its clocks change, the last one with none. */
const CHANGES = [
  ['Europe/Berlin', Date.UTC(2026, 2, 29, 1)],
  ['Europe/Berlin', Date.UTC(2026, 9, 25, 1)],
  ['America/New_York', Date.UTC(2026, 2, 8, 7)],
  ['America/New_York', Date.UTC(2026, 10, 1, 6)],
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 15)],
  ['Australia/Lord_Howe', Date.UTC(2026, 9, 3, 15, 30)],
  ['Asia/Kolkata', NOON],
] as const;

test('quiet times end at the first minute that is not quiet on the wall clock; also where the clocks change', () => {
  const minute = 60_000;
  const quarter = (count: number) =>
    `${Math.floor(count / 4)}`.padStart(2, '0').concat(':', `${(count % 4) * 15}`.padStart(2, '0'));
  const span = fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 3 }),
      fc.integer({ min: 0, max: 16 }),
      fc.integer({ min: 1, max: 80 }),
    )
    .map(([days, from, length]) => ({ days, from: quarter(from), to: quarter(from + length) }));
  const place = fc.constantFrom(...CHANGES);
  const before = fc.integer({ min: -2 * 60, max: 6 * 60 });
  fc.assert(
    fc.property(
      fc.array(span, { minLength: 1, maxLength: 3 }),
      place,
      before,
      (weekly, [zone, change], m) => {
        // Quiet times without a gap are refused: see above.
        fc.pre(!stretchIsTooLong({ weekly, dates: [] }));
        const at = change - m * minute;
        const read = wallClock(zone);
        const isQuiet = (moment: number) => {
          const { day, time } = read(moment);
          return weekly.some(({ days, from, to }) => days.includes(day) && from <= time && time < to);
        };
        let expected = at;
        while (isQuiet(expected) && expected - at < 21 * DAY) expected += minute;
        expect(new Date(quietUntil({ weekly, dates: [] }, zone, at))).toEqual(new Date(expected));
      },
    ),
    { numRuns: 300 },
  );
});
