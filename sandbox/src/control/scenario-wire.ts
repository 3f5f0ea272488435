import { z } from '@hono/zod-openapi';
import { Stopped } from './check-wire.ts';

/** The part of the control API's wire that tells scenarios. */

export const ScenarioInfo = z
  .object({
    /** That of its file in `sandbox/src/scenarios`. */
    name: z.string(),
    /** What holds when it has passed: a sentence without a full stop. */
    title: z.string(),
    /** Ranks of what users ask for (docs/scenarios.md). */
    asks: z.array(z.number()),
    /** Profiles on which it can be told. */
    phones: z.array(z.string()),
    /** Why it waits until nothing else runs, and lets nothing else begin. */
    alone: z.string().optional(),
    /** It is told in a sandbox of its own, which the lab does not show, as this one is not like that. */
    ownSandbox: z.boolean(),
  })
  .openapi('ScenarioInfo');

export const ScenarioStep = z
  .object({
    /** A sentence without a full stop. */
    sentence: z.string(),
    status: z.enum(['running', 'passed', 'failed']),
    durationMs: z.number(),
    /** What its phones have called and were sent during it: ids of traces of this sandbox's timeline, in order. */
    traces: z.array(z.string()).optional(),
  })
  .openapi('ScenarioStep');

/** Why it has not passed. */
export const ScenarioProblem = z
  .object({
    /** The sentence of the step; absent: it failed before the first one, or between two. */
    step: z.string().optional(),
    expected: z.string(),
    came: z.string(),
    /** Where it stopped, why, whose fault that is and what to do. */
    remedy: z.string(),
    /** What happened on the phone last: the end of the timeline as text. */
    timeline: z.string(),
    /** What stopped during that step, in this sandbox. */
    stop: Stopped.optional(),
  })
  .openapi('ScenarioProblem');

export const ScenarioRun = z
  .object({
    id: z.string(),
    scenario: z.string(),
    title: z.string(),
    profile: z.string(),
    /** `waiting`: for its turn. `stopped`: while it waited. */
    status: z.enum(['waiting', 'running', 'passed', 'failed', 'stopped']),
    /** Milliseconds since the epoch. */
    startedAt: z.number(),
    durationMs: z.number().optional(),
    /** Ids of the phones that it has made, Anna's first. */
    phones: z.array(z.string()),
    /** Those that have begun, in order. */
    steps: z.array(ScenarioStep),
    problem: ScenarioProblem.optional(),
  })
  .openapi('ScenarioRun');

/** Real milliseconds after each step, for somebody who watches. */
const Pause = z.int().min(0).max(60_000).default(0);

export const ScenarioRunCreate = z
  .object({
    /** Default: the first on which it can be told. */
    profile: z.string().optional(),
    /** Leave the phones of a run that has passed where they are. */
    keepPhones: z.boolean().default(false),
    pauseMs: Pause,
  })
  .openapi('ScenarioRunCreate');

/** Several at once; a few of them run at a time. */
export const ScenarioRunsCreate = z
  .object({
    /** Names; default: all. */
    scenarios: z.array(z.string()).min(1).optional(),
    /** Default: all on which each can be told. */
    profiles: z.array(z.string()).min(1).optional(),
    keepPhones: z.boolean().default(false),
    pauseMs: Pause,
  })
  .openapi('ScenarioRunsCreate');

export type ScenarioInfo = z.infer<typeof ScenarioInfo>;
export type ScenarioStep = z.infer<typeof ScenarioStep>;
export type ScenarioProblem = z.infer<typeof ScenarioProblem>;
export type ScenarioRun = z.infer<typeof ScenarioRun>;
export type ScenarioRunCreate = z.input<typeof ScenarioRunCreate>;
export type ScenarioRunsCreate = z.input<typeof ScenarioRunsCreate>;
