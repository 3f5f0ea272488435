import { z } from '@hono/zod-openapi';
import { DeviceOutcome } from './message-wire.ts';
import { ColumnValue, Condition, Entity } from './people-wire.ts';

/** The part of the control API's wire that is journeys: what they are, and who is where in one. */

/** A moment: fixed, or one that the trigger brings along, so much before or after it. */
export const Moment = z
  .union([z.object({ at: z.number() }), z.object({ attribute: z.string(), offsetMs: z.number() })])
  .openapi('Moment');

const Straight = [
  z.object({ do: z.literal('wait'), forMs: z.number() }),
  z.object({ do: z.literal('wait'), until: Moment }),
  z.object({
    do: z.literal('push'),
    messageId: z.string(),
    /** Whoever comes later is passed over. */
    expires: Moment.optional(),
    /** False: the message may also go out in quiet times. */
    quietTimes: z.boolean(),
  }),
] as const;

/** What a branch asks: columns of the person, attributes of the trigger, or the push before it. */
export const Question = z
  .union([
    z.object({ person: z.array(Condition) }),
    z.object({ trigger: z.array(Condition) }),
    z.object({ lastPush: z.enum(['sent', 'opened', 'clicked']) }),
  ])
  .openapi('Question');

const branchOf = <Step extends z.ZodType>(step: Step) =>
  z.object({ do: z.literal('branch'), if: Question, yes: z.array(step), no: z.array(step) });
const InBranch = z.union([...Straight, branchOf(z.union(Straight))]);
export const JourneyStep = z.union([...Straight, branchOf(InBranch)]).openapi('JourneyStep');

export const JourneyDefinition = z
  .object({
    name: z.string(),
    entity: Entity,
    start: z.discriminatedUnion('by', [
      z.object({
        by: z.literal('trigger'),
        trigger: z.string(),
        /** Whether somebody who has been in it may enter again. */
        reentry: z.union([z.enum(['always', 'never']), z.object({ afterMs: z.number() })]),
      }),
      z.object({
        by: z.literal('segment'),
        segmentIds: z.array(z.string()),
        exceptSegmentIds: z.array(z.string()),
        at: z.number().optional(),
        runs: z.union([
          z.enum(['once', 'once-with-newcomers']),
          z.object({ everyMs: z.number(), times: z.number().optional() }),
        ]),
      }),
    ]),
    steps: z.array(JourneyStep),
    /** IANA; quiet times are meant in it. */
    timeZone: z.string(),
    /** False: the journey bypasses the frequency cap. */
    frequencyCap: z.boolean(),
  })
  .openapi('JourneyDefinition');

export const Journey = z
  .object({
    journeyId: z.string(),
    definition: JourneyDefinition,
    state: z.enum(['draft', 'live', 'stopped', 'completed']),
    entered: z.number(),
    inside: z.number(),
    /** Of those inside: in a wait; held by quiet times. */
    waiting: z.number(),
    held: z.number(),
    runs: z.number(),
    /** When its segments are looked at next. */
    nextRunAt: z.number().optional(),
  })
  .openapi('Journey');

export const JourneyProblem = z
  .object({
    /** Where in the definition, as `steps.2.yes.0`. */
    path: z.string(),
    message: z.string(),
    /** `saving`: it is not even a draft. */
    blocks: z.enum(['saving', 'publishing']),
  })
  .openapi('JourneyProblem');

/** Where the people of a journey are: all of them. */
export const JourneyProgress = z
  .object({
    /** By the number of the step, as in `Participant`. */
    steps: z.array(
      z.object({
        /** How many stand before it. */
        here: z.number(),
        /** How many have passed it, by the outcome; of a branch, by `yes` and `no`. */
        passed: z.record(z.string(), z.number()),
      }),
    ),
    /** When the next of them is due. */
    nextDueAt: z.number().optional(),
  })
  .openapi('JourneyProgress');

/** Somebody’s way through a journey. Steps are numbered from top to bottom, with those of branches. */
export const Participant = z
  .object({
    participantId: z.number(),
    journeyId: z.string(),
    personId: z.string(),
    enteredAt: z.number(),
    attributes: z.record(z.string(), ColumnValue).optional(),
    /** The step before them. */
    next: z.number(),
    state: z.enum(['going', 'waiting', 'held', 'sending', 'completed', 'stopped']),
    dueAt: z.number().optional(),
    trackingId: z.string().optional(),
    leftAt: z.number().optional(),
    steps: z.array(
      z.object({
        step: z.number(),
        at: z.number(),
        outcome: z.enum(['waited', 'sent', 'skipped', 'failed', 'branched']),
        /** Why it was skipped; of a branch: `yes` or `no`. */
        code: z.string().optional(),
        why: z.string().optional(),
        trackingId: z.string().optional(),
        devices: z.array(DeviceOutcome).optional(),
        heldUntil: z.number().optional(),
      }),
    ),
  })
  .openapi('Participant');

/** What a trigger did at one journey that waits for it. */
export const Raised = z
  .object({
    journeyId: z.string(),
    participantId: z.number().optional(),
    refused: z.enum(['person-unknown', 'wrong-entity', 'reentry']).optional(),
  })
  .openapi('Raised');

const Quiet = z.object({
  /** 0 is Sunday; times as `22:00`, `24:00`. */
  weekly: z.array(z.object({ days: z.array(z.number()), from: z.string(), to: z.string() })),
  dates: z.array(z.object({ from: z.string(), to: z.string() })),
});

/** What an admin sets for all journeys. */
export const JourneySettings = z
  .object({
    frequencyCap: z.object({
      daily: z.number().optional(),
      weekly: z.number().optional(),
      monthly: z.number().optional(),
    }),
    quietTimes: z.object({ commercial: Quiet, transactional: Quiet }),
  })
  .openapi('JourneySettings');

export type Moment = z.infer<typeof Moment>;
export type Question = z.infer<typeof Question>;
export type JourneyDefinition = z.infer<typeof JourneyDefinition>;
/** The steps on a branch’s ways are of the same kinds, branches two deep. */
export type JourneyStep = z.infer<typeof JourneyStep> | z.infer<typeof InBranch>;
export type Journey = z.infer<typeof Journey>;
export type JourneyProblem = z.infer<typeof JourneyProblem>;
export type JourneyProgress = z.infer<typeof JourneyProgress>;
export type Participant = z.infer<typeof Participant>;
export type Raised = z.infer<typeof Raised>;
export type JourneySettings = z.infer<typeof JourneySettings>;
