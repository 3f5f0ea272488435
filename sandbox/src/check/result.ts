import * as z from 'zod';
import { ScenarioRun } from '../control/scenario-wire.ts';
import { ChannelDevice, ProfileName, TimelineEvent } from '../control/wire.ts';

/** What a check found, as `journeys-push check --json` prints it and as the reports are made of. */

/** Something seen from outside that an item was judged by. */
export const Evidence = z.discriminatedUnion('kind', [
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
]);

/** Why an item is not green. */
export const Problem = z.object({
  expected: z.string(),
  came: z.string(),
  /** What to do, and where: one or two sentences. */
  remedy: z.string(),
  /** Only of a blocked item: the item that checks what was missing. */
  blockedBy: z.number().optional(),
});

export const ItemResult = z.object({
  /** 1 to 18, as in the vendor's checklist. */
  number: z.number(),
  title: z.string(),
  /** `blocked`: what it needs was not there, which another item is about; it says nothing about this one. */
  status: z.enum(['passed', 'failed', 'blocked']),
  durationMs: z.number(),
  problem: Problem.optional(),
  evidence: z.array(Evidence),
});

/**
 * Which page called `median.msdynamics`: what the app injects, the npm package, the customer's own page, or the check's
 * page on a phone in a person's hand.
 */
export const PageKind = z.enum(['bare', 'median-js-bridge', 'app', 'phone']);

/** The checklist on one phone from one page. */
export const Run = z.object({
  /** Of a person's own phone: the one that it is most like. */
  profile: ProfileName,
  /** `iPhone 17` */
  phone: z.string(),
  /** `iOS 26.1` */
  os: z.string(),
  page: PageKind,
  /** Where that page is, as the app's configuration names it. */
  url: z.string(),
  durationMs: z.number(),
  /** By number. */
  items: z.array(ItemResult),
});

export const CheckResult = z.object({
  format: z.literal('journeys-push-check/1'),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  durationMs: z.number(),
  /** True only if every item of every run passed. */
  passed: z.boolean(),
  counts: z.object({ passed: z.number(), failed: z.number(), blocked: z.number() }),
  /** What it ran on: `Chromium 140.0`, or the WebView of a phone. */
  browser: z.string(),
  runs: z.array(Run),
  /** Instead of runs: scenarios that were told, each on one phone. */
  scenarios: z.array(ScenarioRun).optional(),
});

export type Evidence = z.infer<typeof Evidence>;
export type Problem = z.infer<typeof Problem>;
export type ItemResult = z.infer<typeof ItemResult>;
export type PageKind = z.infer<typeof PageKind>;
export type Run = z.infer<typeof Run>;
export type CheckResult = z.infer<typeof CheckResult>;
