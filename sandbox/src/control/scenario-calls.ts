import type { ScenarioInfo, ScenarioRun, ScenarioRunCreate, ScenarioRunsCreate } from './scenario-wire.ts';

type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** Scenarios told in the sandbox. */
export const scenarioCalls = (call: Call) => ({
  scenarios: () => call<ScenarioInfo[]>('GET', '/scenarios'),
  /** Begins it on new phones; the timeline has an event for each step, under the run's id. */
  runScenario: (name: string, how: ScenarioRunCreate = {}) =>
    call<ScenarioRun>('POST', `/scenarios/${encodeURIComponent(name)}/run`, how),
  /** Several, a few at a time; default: all on all their phones. */
  runScenarios: (which: ScenarioRunsCreate = {}) => call<ScenarioRun[]>('POST', '/scenarios/runs', which),
  /** Newest first. */
  scenarioRuns: () => call<ScenarioRun[]>('GET', '/scenarios/runs'),
  scenarioRun: (id: string) => call<ScenarioRun>('GET', `/scenarios/runs/${encodeURIComponent(id)}`),
  /** Ends those that wait for their turn. */
  stopScenarios: () => call<ScenarioRun[]>('POST', '/scenarios/runs/stop'),
});
