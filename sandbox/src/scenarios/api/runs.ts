import pLimit from 'p-limit';
import { ControlFailure } from '../../control/problem.ts';
import type { ScenarioInfo, ScenarioRun, ScenarioRunsCreate } from '../../control/scenario-wire.ts';
import type { Timeline } from '../../timeline.ts';
import { newTraceId } from '../../trace.ts';
import type { NamedScenario } from '../telling/scenario.ts';
import type { Stages } from '../telling/stages.ts';
import { follow } from './follow.ts';

/** The scenarios that somebody has told in this sandbox. */
export interface Runs {
  list(): ScenarioInfo[];
  /**
   * Begins, and does not wait; one that waits or is told on this phone already is that run. Throws ControlFailure for an
   * unknown name and a phone that it is not told on.
   */
  start(name: string, how?: HowToRun): ScenarioRun;
  /** Several, a few at a time. Throws ControlFailure where none of them is told on these phones. */
  startAll(which: ScenarioRunsCreate): ScenarioRun[];
  /** Newest first. */
  all(): ScenarioRun[];
  /** Throws ControlFailure. */
  get(id: string): ScenarioRun;
  /** Those that have not begun never will. What is under way is told to its end. */
  stopWaiting(): ScenarioRun[];
  /** Whether one is told in this sandbox, or will be; those that have a sandbox of their own are left out. */
  isBusy(): boolean;
}

export interface HowToRun {
  /** Default: the first of the scenario's. */
  profile?: string | undefined;
  keepPhones?: boolean;
  pauseMs?: number;
}

/** How it is told. */
export type Telling = Required<Pick<HowToRun, 'keepPhones' | 'pauseMs'>>;

export interface RunsOptions {
  scenarios: NamedScenario[];
  stages: Stages;
  timeline: Pick<Timeline, 'record' | 'subscribe' | 'list'>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Older runs are forgotten. */
const KEPT = 300;

/** More at once would be more phones than anybody can watch. */
const AT_ONCE = 3;

export function createRuns(options: RunsOptions): Runs {
  const runs = new Map<string, ScenarioRun>();
  const limit = pLimit(AT_ONCE);
  const begun = new Set<string>();
  const begin = (scenario: NamedScenario, profile: string, how: Telling): ScenarioRun => {
    const same = [...runs.values()].find(
      (run) => run.scenario === scenario.name && run.profile === profile && isOpen(run),
    );
    if (same) return same;
    const run: ScenarioRun = {
      ...{ id: newTraceId(), scenario: scenario.name, title: scenario.title, profile },
      ...{ status: 'waiting', startedAt: options.now(), phones: [], steps: [] },
    };
    runs.set(run.id, run);
    for (const id of runs.keys()) if (runs.size > KEPT) runs.delete(id);
    void limit(() => {
      if (run.status === 'stopped') return undefined;
      begun.add(run.id);
      return follow(run, scenario, { ...options, ...how });
    });
    return run;
  };
  return {
    list: () => options.scenarios.map(infoOf),
    start(name, { profile: wanted, keepPhones = false, pauseMs = 0 } = {}) {
      const scenario = named(options.scenarios, name);
      const profile = wanted ?? scenario.phones[0] ?? '';
      if (!scenario.phones.includes(profile)) throw notThere(scenario, profile);
      return begin(scenario, profile, { keepPhones, pauseMs });
    },
    startAll({ scenarios, profiles, keepPhones = false, pauseMs = 0 }) {
      const chosen = scenarios?.map((name) => named(options.scenarios, name)) ?? options.scenarios;
      const plan = chosen.flatMap((scenario) =>
        scenario.phones
          .filter((profile) => profiles?.includes(profile) ?? true)
          .map((profile) => ({ scenario, profile })),
      );
      if (plan.length === 0)
        throw new ControlFailure('body-invalid', `None of these is told on ${profiles?.join(', ')}.`);
      const begun = plan.map(({ scenario, profile }) => begin(scenario, profile, { keepPhones, pauseMs }));
      return [...new Set(begun)];
    },
    all: () => [...runs.values()].reverse(),
    get(id) {
      const run = runs.get(id);
      if (!run) throw new ControlFailure('scenario-run-unknown', `No run "${id}"`);
      return run;
    },
    stopWaiting() {
      const waiting = [...runs.values()].filter(({ id, status }) => status === 'waiting' && !begun.has(id));
      for (const run of waiting) run.status = 'stopped';
      return waiting;
    },
    isBusy: () =>
      [...runs.values()].some(
        (run) => isOpen(run) && named(options.scenarios, run.scenario).sandbox === undefined,
      ),
  };
}

const isOpen = ({ status }: ScenarioRun) => status === 'waiting' || status === 'running';

function named(scenarios: NamedScenario[], name: string): NamedScenario {
  const scenario = scenarios.find((each) => each.name === name);
  if (!scenario) throw new ControlFailure('scenario-unknown', `No scenario "${name}"`);
  return scenario;
}

const infoOf = ({ name, title, asks = [], phones, alone, sandbox }: NamedScenario): ScenarioInfo => ({
  ...{ name, title, asks, phones, ownSandbox: sandbox !== undefined },
  ...(alone === undefined ? {} : { alone }),
});

const notThere = ({ name, phones }: NamedScenario, profile: string) =>
  new ControlFailure('body-invalid', `"${name}" is told on ${phones.join(', ')}, not on "${profile}"`);
