import type { ScenarioInfo, ScenarioRun } from '../../../../src/control/scenario-wire.ts';
import { asks } from './asks.ts';

/** Those that have every word in title, name, phones, or in what users ask for. */
export function find(scenarios: readonly ScenarioInfo[], text: string): ScenarioInfo[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return scenarios.filter((scenario) => {
    const whole = [
      scenario.title,
      scenario.name,
      ...scenario.phones,
      ...scenario.asks.map((rank) => asks[rank]),
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => whole.includes(word));
  });
}

/** The newest run of each scenario on each profile, as `deep-link iphone`. */
export function newest(runs: readonly ScenarioRun[]): Map<string, ScenarioRun> {
  const found = new Map<string, ScenarioRun>();
  for (const run of runs) {
    const key = `${run.scenario} ${run.profile}`;
    if (!found.has(key)) found.set(key, run);
  }
  return found;
}

export const isOpen = ({ status }: ScenarioRun): boolean => status === 'waiting' || status === 'running';

/** What came of several runs, the worst first; undefined where there is none. */
export function stateOf(runs: readonly ScenarioRun[]): ScenarioRun['status'] | undefined {
  const order = ['running', 'waiting', 'failed', 'stopped', 'passed'] as const;
  return order.find((status) => runs.some((run) => run.status === status));
}
