import { z } from '@hono/zod-openapi';
import { ChannelDevice, ProfileName, TimelineEvent } from './wire.ts';

/** The part of the control API's wire that runs the vendor's checklist. */

/** Something seen from outside that an item was judged by. */
export const Evidence = z
  .discriminatedUnion('kind', [
    /** What the page got from a call, or what the call threw. */
    z.object({ kind: z.literal('answer'), call: z.string(), outcome: z.string() }),
    /** One fact with its value: an address, a switch, a text on the screen. */
    z.object({ kind: z.literal('fact'), name: z.string(), value: z.string() }),
    /** A picture of the phone. JPEG as base64; printed JSON leaves it out. */
    z.object({ kind: z.literal('picture'), caption: z.string(), jpeg: z.string().optional() }),
    /** Rows of the mobile app channel's device table, of this phone's token or user. */
    z.object({ kind: z.literal('devices'), rows: z.array(ChannelDevice) }),
    /** What the timeline recorded of this phone during the item. */
    z.object({ kind: z.literal('timeline'), events: z.array(TimelineEvent) }),
  ])
  .openapi('CheckEvidence');

/** Where a call or a push has stopped on its way. */
export const Stopped = z
  .object({
    traceId: z.string(),
    hop: TimelineEvent.shape.hop,
    /** Stable. */
    code: z.string(),
    cause: z.string(),
    /** Who can change it: an answer to that question. */
    whose: z.string(),
    remedy: z.string(),
  })
  .openapi('Stopped');

/** Why an item is not green. */
export const Problem = z
  .object({
    expected: z.string(),
    came: z.string(),
    /** What to do, and where: one or two sentences. */
    remedy: z.string(),
    /** Only of a blocked item: the item that checks what was missing. */
    blockedBy: z.number().optional(),
    /** Where a call or a push of this item has stopped on its way, as the timeline tells it. */
    stop: Stopped.optional(),
  })
  .openapi('CheckProblem');

/**
 * Which page called `median.msdynamics`: what the app injects, the npm package, the customer's own page, or the check's
 * page on a phone in a person's hand.
 */
export const PageKind = z.enum(['bare', 'median-js-bridge', 'app', 'phone']).openapi('CheckPageKind');

/** What can be checked, and where. */
export const Checklist = z
  .object({
    items: z.array(z.object({ number: z.number(), title: z.string(), judgedBy: z.string() })),
    /** Pages that the sandbox has; the first is the usual one. */
    pages: z.array(PageKind),
    /** By profile: the numbers of the items that apply. */
    profiles: z.record(z.string(), z.array(z.number())),
    /** By the id of a phone that is there. */
    phones: z.record(z.string(), z.array(z.number())),
  })
  .openapi('Checklist');

/** One item on one phone. */
export const CheckCell = z
  .object({
    number: z.number(),
    /**
     * `left-out`: it applies, and this run is about others. `ended`: the run ended before it was judged.
     */
    status: z.enum([
      ...(['not-applicable', 'left-out', 'waiting', 'running'] as const),
      ...(['passed', 'failed', 'blocked', 'ended'] as const),
    ]),
    durationMs: z.number().optional(),
    problem: Problem.optional(),
  })
  .openapi('CheckCell');

/** The checklist on one phone from one page. */
export const CheckColumn = z
  .object({
    /** Id of the phone. */
    phone: z.string(),
    profile: ProfileName,
    /** `iPhone 17` */
    name: z.string(),
    /** `iOS 26.1` */
    os: z.string(),
    page: PageKind,
    /** All 18, by number. */
    cells: z.array(CheckCell),
  })
  .openapi('CheckColumn');

export const CheckRun = z
  .object({
    id: z.string(),
    /** `not-made`: it says nothing about the app, `failure` says why. `failed`: not all items passed. */
    status: z.enum(['waiting', 'running', 'passed', 'failed', 'stopped', 'not-made']),
    /** Milliseconds since the epoch. */
    startedAt: z.number(),
    durationMs: z.number().optional(),
    /** Numbers that were chosen; absent: all. */
    only: z.array(z.number()).optional(),
    /** Where its pushes lead, where that was chosen. */
    link: z.string().optional(),
    counts: z.object({ passed: z.number(), failed: z.number(), blocked: z.number(), all: z.number() }),
    columns: z.array(CheckColumn),
    failure: z.object({ code: z.string(), title: z.string(), remedy: z.string() }).optional(),
  })
  .openapi('CheckRun');

export const CheckCreate = z
  .object({
    phones: z.array(z.string()).max(200).optional().openapi({
      description:
        'Ids. Neither these nor profiles: all phones that are there, but for those whose page is a test’s or a scenario’s (`page.byTest`). One of those has to be named, and can be checked with the page `bare` only.',
    }),
    /** A phone of each is created where there is none that may be taken. */
    profiles: z.array(ProfileName).max(50).optional(),
    /** Numbers of items. */
    only: z.array(z.int().min(1).max(18)).min(1).optional(),
    /** Default: the usual one of the sandbox's. */
    pages: z.array(PageKind).min(1).max(2).optional(),
    /** A path of the customer's site that is not its start page. */
    link: z.string().regex(/^\//, 'a path, as /orders/42').max(2048).optional(),
    /**
     * `browser`: whatever shows the phones, such as the lab in a person's browser. `sandbox`: new phones, whose page is
     * an empty document with the bridge in it, shown without a browser; they are thrown away afterwards.
     */
    shownBy: z.enum(['browser', 'sandbox']).default('browser'),
  })
  .openapi('CheckCreate');

/** Everything about one cell. */
export const CheckedItem = z
  .object({
    ...CheckCell.shape,
    title: z.string(),
    evidence: z.array(Evidence),
  })
  .openapi('CheckedItem');

export type Evidence = z.infer<typeof Evidence>;
export type Stopped = z.infer<typeof Stopped>;
export type Problem = z.infer<typeof Problem>;
export type PageKind = z.infer<typeof PageKind>;
export type Checklist = z.infer<typeof Checklist>;
export type CheckCell = z.infer<typeof CheckCell>;
export type CheckColumn = z.infer<typeof CheckColumn>;
export type CheckRun = z.infer<typeof CheckRun>;
export type CheckCreate = z.input<typeof CheckCreate>;
export type CheckedItem = z.infer<typeof CheckedItem>;
