import * as z from 'zod';
import { stretchIsTooLong } from './quiet-times.ts';

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected a time as 22:30, or 24:00');
const day = z.iso.date();

/** Ours: spans that one list holds. */
const MAX_SPANS = 100;

/** Hours of the week, and dates (the last one included), in the journey's time zone. 0 is Sunday. */
const Quiet = z.strictObject({
  weekly: z
    .array(z.strictObject({ days: z.array(z.int().min(0).max(6)).min(1), from: time, to: time }))
    .default([]),
  dates: z.array(z.strictObject({ from: day, to: day })).default([]),
});
export type Quiet = z.output<typeof Quiet>;

const NewQuiet = Quiet.refine(({ weekly, dates }) => Math.max(weekly.length, dates.length) <= MAX_SPANS, {
  message: `at most ${MAX_SPANS} quiet hours and ${MAX_SPANS} quiet dates`,
  abort: true,
})
  .refine((each) => each.weekly.every(({ from, to }) => from < to), {
    message: 'quiet hours end after they begin; a night is two of them',
  })
  .refine((each) => each.dates.every(({ from, to }) => from <= to), {
    message: 'quiet dates end after they begin',
  })
  .refine((each) => !stretchIsTooLong(each), { message: 'at most 21 consecutive days may be quiet' });
const limit = z.int().min(1).optional();
const nothing = { weekly: [], dates: [] };

/** What an admin sets for all journeys: frequency cap and quiet times of the push channel (facts: dynamics.md §4, §9). */
export const NewSettings = settingsWith(NewQuiet);
/** … as it is kept. */
export const Settings = settingsWith(Quiet);
export type Settings = z.output<typeof Settings>;
export type SettingsInput = z.input<typeof NewSettings>;

function settingsWith(quiet: typeof Quiet) {
  return z.strictObject({
    /** Commercial pushes a person within 24 hours, 7 days and 30 days; absent: no cap. */
    frequencyCap: z.strictObject({ daily: limit, weekly: limit, monthly: limit }).default({}),
    quietTimes: z
      .strictObject({ commercial: quiet.default(nothing), transactional: quiet.default(nothing) })
      .default({ commercial: nothing, transactional: nothing }),
  });
}
