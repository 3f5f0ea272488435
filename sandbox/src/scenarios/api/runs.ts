import { ControlFailure } from '../../control/problem.ts';
import type { ScenarioInfo, ScenarioRun } from '../../control/scenario-wire.ts';
import type { TimelinePort } from '../../timeline.ts';
import { newTraceId } from '../../trace.ts';
import type { Progress } from '../telling/run.ts';
import type { NamedScenario } from '../telling/scenario.ts';
import type { Stages } from '../telling/stages.ts';

/** The scenarios that somebody has told in this sandbox. */
export interface Runs {
  list(): ScenarioInfo[];
  /** Begins, and does not wait. Throws ControlFailure for an unknown name and a phone that it is not told on. */
  start(name: string, how?: HowToRun): ScenarioRun;
  /** Throws ControlFailure. */
  get(id: string): ScenarioRun;
}

export interface HowToRun {
  /** Default: the first of the scenario's. */
  profile?: string | undefined;
  keepPhones?: boolean;
}

export interface RunsOptions {
  scenarios: NamedScenario[];
  stages: Stages;
  timeline: Pick<TimelinePort, 'record'>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Older runs are forgotten. */
const KEPT = 200;

export function createRuns(options: RunsOptions): Runs {
  const runs = new Map<string, ScenarioRun>();
  return {
    list: () => options.scenarios.map(infoOf),
    start(name, { profile: wanted, keepPhones = false } = {}) {
      const scenario = options.scenarios.find((each) => each.name === name);
      if (!scenario) throw new ControlFailure('scenario-unknown', `No scenario "${name}"`);
      const profile = wanted ?? scenario.phones[0] ?? '';
      if (!scenario.phones.includes(profile)) throw notThere(scenario, profile);
      const run: ScenarioRun = {
        ...{ id: newTraceId(), scenario: name, title: scenario.title, profile },
        ...{ status: 'waiting', startedAt: options.now(), phones: [], steps: [] },
      };
      runs.set(run.id, run);
      for (const id of runs.keys()) if (runs.size > KEPT) runs.delete(id);
      void follow(run, scenario, { ...options, keepPhones });
      return run;
    },
    get(id) {
      const run = runs.get(id);
      if (!run) throw new ControlFailure('scenario-run-unknown', `No run "${id}"`);
      return run;
    },
  };
}

const infoOf = ({ name, title, asks = [], phones, alone, sandbox }: NamedScenario): ScenarioInfo => ({
  ...{ name, title, asks, phones, ownSandbox: sandbox !== undefined },
  ...(alone === undefined ? {} : { alone }),
});

const notThere = ({ name, phones }: NamedScenario, profile: string) =>
  new ControlFailure('body-invalid', `"${name}" is told on ${phones.join(', ')}, not on "${profile}"`);

/** What happens on the way is in the run, and a line in the timeline for each step. */
async function follow(
  run: ScenarioRun,
  scenario: NamedScenario,
  { stages, timeline, keepPhones }: RunsOptions & { keepPhones: boolean },
) {
  const told = new Set<string>();
  const tell = (kind: string, summary: string, outcome?: 'ok' | 'failed') => {
    const detail = { run: run.id, scenario: run.scenario, profile: run.profile };
    const [phone] = run.phones;
    timeline.record({
      ...{ traceId: run.id, hop: 'lab', kind, summary, detail },
      ...(phone && !scenario.sandbox ? { phone } : {}),
      ...(outcome ? { outcome } : {}),
    });
  };
  const onProgress = ({ phones, steps }: Progress) => {
    Object.assign(run, { status: 'running', phones: [...phones], steps: structuredClone(steps) });
    for (const [index, { sentence, status }] of steps.entries()) {
      const key = `${index} ${status}`;
      if (told.has(key)) continue;
      told.add(key);
      if (status === 'running') tell('scenario.step', `${sentence}.`);
      if (status === 'failed') tell('scenario.step-failed', `That did not come true: ${sentence}.`, 'failed');
    }
  };
  tell('scenario.started', `A scenario begins: ${run.title}.`);
  try {
    Object.assign(run, await stages.run(scenario, { profile: run.profile, keepPhones, onProgress }));
  } catch (error) {
    const came = error instanceof Error ? error.message : String(error);
    const problem = {
      expected: 'a sandbox for it',
      came,
      remedy: 'See the output of the sandbox.',
      timeline: '',
    };
    Object.assign(run, { status: 'failed', problem });
  }
  const ok = run.status === 'passed';
  tell('scenario.ended', `The scenario has ${run.status}: ${run.title}.`, ok ? 'ok' : 'failed');
}
