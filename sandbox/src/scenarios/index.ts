/** `@journeys-push/sandbox/scenarios`: stories about people and their phones, and how to tell them. */

export { type CheckScenariosOptions, checkScenarios, ScenarioUnknown } from './check-scenarios.ts';
export { scenarios } from './list.ts';
export { expectThat } from './telling/expectations.ts';
export { type Progress, type RunOptions, runScenario, type ScenarioResult } from './telling/run.ts';
export { type NamedScenario, type SandboxNeeds, type Scenario, scenario } from './telling/scenario.ts';
export type { Person, Story } from './telling/story.ts';
export * as words from './telling/vocabulary.ts';
