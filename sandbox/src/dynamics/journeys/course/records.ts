import * as z from 'zod';
import { ColumnValue } from '../../records.ts';
import { DeviceOutcome } from '../steps/person-send.ts';
import { Definition } from './definition.ts';

/** A journey as it is kept. */
export const Journey = z.object({
  journeyId: z.string(),
  definition: Definition,
  state: z.enum(['draft', 'live', 'stopped', 'completed']),
  /** How many have entered. */
  entered: z.number(),
  /** How many are in it. */
  inside: z.number(),
  /** Runs of its segments, and when the next look at them is due. */
  runs: z.number(),
  nextRunAt: z.number().optional(),
});

/** What became of one step. `failed`: a push that no device took. */
export const PassedStep = z.object({
  /** Its place in the journey, from 0. */
  step: z.number(),
  at: z.number(),
  outcome: z.enum(['waited', 'sent', 'skipped', 'failed', 'branched']),
  /** Why it was skipped: a code of skip.ts. Of a branch: the way that was taken, `yes` or `no`. */
  code: z.string().optional(),
  /** Of a push. */
  trackingId: z.string().optional(),
  devices: z.array(DeviceOutcome).optional(),
  /** Of a push that quiet times held back: until when. */
  heldUntil: z.number().optional(),
});

/** One passage of one person through one journey. */
export const Participant = z.object({
  /** 1, 2, 3 … in the order of entering. */
  participantId: z.number(),
  journeyId: z.string(),
  personId: z.string(),
  enteredAt: z.number(),
  attributes: z.record(z.string(), ColumnValue).optional(),
  /** Which step is before them. */
  next: z.number(),
  /** `sending`: the push is on its way. `held`: by quiet times. */
  state: z.enum(['going', 'waiting', 'held', 'sending', 'completed', 'stopped']),
  /** When a wait or the quiet times end; of a push that is on its way: since when. */
  dueAt: z.number().optional(),
  /** Of the push that is on its way. */
  trackingId: z.string().optional(),
  leftAt: z.number().optional(),
  steps: z.array(PassedStep),
});

export type Journey = z.output<typeof Journey>;
export type PassedStep = z.output<typeof PassedStep>;
export type Participant = z.output<typeof Participant>;

/** Whether it will ask, of somebody who wants to enter, whether they have been in it before. */
export function asksWhoEntered({ state, definition: { start } }: Journey): boolean {
  if (state !== 'live') return false;
  return start.by === 'segment' ? start.runs === 'once-with-newcomers' : start.reentry !== 'always';
}

/** Whether it asks that, or whether somebody is in it, at any time of its life. */
export const everAsksWhoEntered = ({ definition: { start } }: Journey): boolean =>
  start.by === 'segment' ? start.runs !== 'once' : start.reentry !== 'always';
