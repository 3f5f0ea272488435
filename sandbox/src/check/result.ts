import * as z from 'zod';
import { Evidence, PageKind, Problem } from '../control/check-wire.ts';
import { ScenarioRun } from '../control/scenario-wire.ts';
import { ProfileName } from '../control/wire.ts';

export { Evidence, PageKind, Problem };

/** What a check found, as `journeys-push check --json` prints it and as the reports are made of. */

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

export type ItemResult = z.infer<typeof ItemResult>;
export type Run = z.infer<typeof Run>;
export type CheckResult = z.infer<typeof CheckResult>;
