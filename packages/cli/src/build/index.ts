/**
 * `@journeys-push/cli/build`: what the command `journeys-push build` does, for programs such as a studio.
 *
 * ```ts
 * const run = build({ config: 'journeys-push.config.json', out: 'journeys-push-build', signal });
 * for await (const progress of run) show(progress);
 * const { passed, folder } = await run.result;
 * ```
 *
 * Everything that is told is plain JSON: it can be sent on as it is.
 */

export { Refusal } from '../refusal.ts';
export { type BuildOptions, type BuildRun, build, type PlanOptions, plan } from './build.ts';
export { type Mistake, type MistakeCode, MistakesFound } from './mistakes.ts';
export { prepare } from './prepare.ts';
export type {
  AppSummary,
  Archive,
  BuildId,
  BuildPlan,
  BuildProgress,
  BuildResult,
  Bundle,
  CheckedExpectation,
  FinishedBuild,
  PlannedChange,
  Step,
} from './result.ts';
