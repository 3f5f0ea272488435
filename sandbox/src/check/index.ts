/** `@journeys-push/sandbox/check`: the vendor's checklist as a program. */
export { type CheckOptions, check, type Progress } from './check.ts';
export { CheckFailure } from './check-failure.ts';
export { items } from './items.ts';
export type { CheckResult, ItemResult, PageKind, Run } from './result.ts';
export { runTitle } from './words.ts';
