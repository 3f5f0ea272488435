import * as z from 'zod';
import { Entity } from '../segments/records.ts';
import { Condition } from '../segments/rule.ts';

/** §4: segments a journey. */
const MAX_SEGMENTS = 15;
/** Ours: steps of a journey, those on the ways of its branches included. */
const MAX_STEPS = 100;

const ms = z.int().min(0);
const segmentIds = z.array(z.string()).min(1, 'at least one segment is needed').max(MAX_SEGMENTS);

/** A moment: fixed, or one that the trigger brings along (ISO text or milliseconds), so much before or after it. */
const Moment = z.union([
  z.strictObject({ at: z.number() }),
  z.strictObject({ attribute: z.string().min(1), offsetMs: z.int().default(0) }),
]);

const Wait = z.strictObject({ do: z.literal('wait'), forMs: ms });
const WaitUntil = z.strictObject({ do: z.literal('wait'), until: Moment });
const Push = z.strictObject({
  do: z.literal('push'),
  messageId: z.string(),
  /** Whoever comes later is passed over. */
  expires: Moment.optional(),
  /** False: this message may also go out in quiet times. */
  quietTimes: z.boolean().default(true),
});

const conditions = z.array(Condition).min(1).max(20);

/** What a branch asks: columns of the person, attributes of the trigger (all must hold), or the push before it. */
const Question = z.union([
  z.strictObject({ person: conditions }),
  z.strictObject({ trigger: conditions }),
  z.strictObject({ lastPush: z.enum(['sent', 'opened', 'clicked']) }),
]);

/** Two ways, which meet again behind it; one of them may be empty (assumed: §9 does not describe branches). */
const branchOf = <Step extends z.ZodType>(step: Step) =>
  z.strictObject({
    do: z.literal('branch'),
    if: Question,
    yes: z.array(step).max(MAX_STEPS).default([]),
    no: z.array(step).max(MAX_STEPS).default([]),
  });
const straight = [Wait, WaitUntil, Push] as const;
/** Branches within branches: two deep is ours. */
const InBranch = z.union([...straight, branchOf(z.union(straight))]);
const Step = z.union([...straight, branchOf(InBranch)]);

/** Whether somebody who has been in the journey may enter again (assumed: how the editor words it is not known). */
const Reentry = z.union([z.enum(['always', 'never']), z.strictObject({ afterMs: ms })]);

const ByTrigger = z.strictObject({
  by: z.literal('trigger'),
  /** Name of the custom trigger. */
  trigger: z.string().min(1),
  reentry: Reentry.default('always'),
});
const BySegment = z.strictObject({
  by: z.literal('segment'),
  /** Whoever is in one of them … */
  segmentIds,
  /** … and in none of these. */
  exceptSegmentIds: z.array(z.string()).max(MAX_SEGMENTS).default([]),
  /** Milliseconds since the epoch; default: when it goes live. */
  at: z.number().optional(),
  runs: z
    .union([
      z.enum(['once', 'once-with-newcomers']),
      // How often the real service can repeat is not known; a minute is ours.
      z.strictObject({ everyMs: ms.min(60_000), times: z.int().min(1).optional() }),
    ])
    .default('once'),
});

/** A journey as it is drawn: who starts it, and one step after the other. */
export const Definition = z.strictObject({
  name: z.string().min(1).max(500),
  entity: Entity.default('contact'),
  start: z.discriminatedUnion('by', [ByTrigger, BySegment]),
  steps: z.array(Step).min(1).max(MAX_STEPS),
  /** IANA; quiet times are meant in it. */
  timeZone: z.string().default('UTC').refine(isTimeZone, 'expected an IANA time zone'),
  /** False: this journey bypasses the frequency cap. */
  frequencyCap: z.boolean().default(true),
});

/** … as it is taken from a caller. */
export const NewDefinition = Definition.refine(
  ({ start }) =>
    start.by === 'trigger' || start.segmentIds.length + start.exceptSegmentIds.length <= MAX_SEGMENTS,
  `at most ${MAX_SEGMENTS} segments, the excepted ones included`,
).refine(({ steps }) => countOf(steps) <= MAX_STEPS, {
  message: `at most ${MAX_STEPS} steps, those of the branches included`,
  path: ['steps'],
});

export type Definition = z.output<typeof Definition>;
export type DefinitionInput = z.input<typeof Definition>;
/** On the ways of a branch are steps of the same kinds. */
export type Step = z.output<typeof Step> | z.output<typeof InBranch>;
export type Branch = Extract<Step, { do: 'branch' }>;
export type Question = z.output<typeof Question>;
export type PushTile = z.output<typeof Push>;
export type Moment = z.output<typeof Moment>;

function countOf(steps: readonly Step[]): number {
  return steps.reduce(
    (sum, step) => sum + 1 + (step.do === 'branch' ? countOf(step.yes) + countOf(step.no) : 0),
    0,
  );
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** When that is, in milliseconds; undefined for an attribute that is absent or no moment. */
export function momentOf(moment: Moment, attributes: Record<string, unknown> = {}): number | undefined {
  if ('at' in moment) return moment.at;
  const value = Object.hasOwn(attributes, moment.attribute) ? attributes[moment.attribute] : undefined;
  const at = typeof value === 'number' ? value : Date.parse(String(value));
  return Number.isFinite(at) ? at + moment.offsetMs : undefined;
}
