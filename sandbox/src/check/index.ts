/** `@journeys-push/sandbox/check`: the vendor's checklist as a program. */

export { type CheckByHandOptions, checkByHand } from './by-hand/check-by-hand.ts';
export { openReceiver, type Receiver } from './by-hand/receiver.ts';
export type { Question } from './by-hand/wire.ts';
export { type CheckOptions, check } from './check.ts';
export { CheckFailure } from './check-failure.ts';
export type { Progress } from './checklist.ts';
export { headline } from './report/headline.ts';
export { htmlReport } from './report/html.ts';
export { jsonReport } from './report/json.ts';
export { junitReport } from './report/junit.ts';
export type { CheckResult, ItemResult, PageKind, Run } from './result.ts';
export { scenarioSummary } from './summary.ts';
export { runTitle } from './words.ts';
