import { setTimeout as pause } from 'node:timers/promises';
import type { ScenarioProblem, ScenarioStep } from '../../control/scenario-wire.ts';
import type { Kit, KitPhone } from '../../kit/kit.ts';
import type { Backend } from './backend.ts';
import { problemOf } from './problem.ts';
import type { Scenario } from './scenario.ts';
import { createPerson, dynamicsOf, faultsOf, type Step, type Story } from './story.ts';
import { createTurns, type Turns } from './turns.ts';

export interface RunOptions {
  /** A sandbox of the kind that the scenario needs. */
  kit: Kit;
  /** One of the scenario's phones. */
  profile: string;
  /** What is told of the run on its way: the steps that have begun, the last of them perhaps still running. */
  onProgress?(progress: Progress): void;
  /** Signs for users where the sandbox wants identity tokens. */
  backend?: Backend;
  /** Leaves phones and people of a run that has passed where they are, to be looked at. Those of one that has failed stay. */
  keepPhones?: boolean;
  /** Real milliseconds between two steps, for somebody who watches. Default: none. */
  pauseMs?: number;
}

export interface Progress {
  /** Ids, Anna's first. */
  phones: string[];
  steps: ScenarioStep[];
}

export interface ScenarioResult extends Progress {
  title: string;
  profile: string;
  status: 'passed' | 'failed';
  durationMs: number;
  problem?: ScenarioProblem;
}

/**
 * Tells a scenario with new phones and people, and says what came of each step. Several may be told side by side with
 * one kit, in any order; one that has to be alone waits for the others. Never rejects for what the scenario has found.
 */
export function runScenario(scenario: Scenario, options: RunOptions): Promise<ScenarioResult> {
  return turnsOf(options.kit)(scenario.alone !== undefined, () => tell(scenario, options));
}

/** Does something else in the kit's sandbox, beside scenarios: not while one has to be alone. */
export const besideScenarios = <T>(kit: Kit, act: () => Promise<T>): Promise<T> => turnsOf(kit)(false, act);

const turns = new WeakMap<Kit, Turns>();

function turnsOf(kit: Kit): Turns {
  const known = turns.get(kit) ?? createTurns();
  turns.set(kit, known);
  return known;
}

async function tell(scenario: Scenario, options: RunOptions): Promise<ScenarioResult> {
  const { title } = scenario;
  const { profile, kit } = options;
  const startedAt = Date.now();
  const progress: Progress = { phones: [], steps: [] };
  const cleanUp: CleanUp = { always: [], passed: [] };
  const end = (status: ScenarioResult['status'], problem?: ScenarioProblem): ScenarioResult => ({
    ...{ title, profile, status, durationMs: Date.now() - startedAt, ...progress },
    ...(problem ? { problem } : {}),
  });
  try {
    await scenario.run(await begin(options, progress, cleanUp));
    if (!options.keepPhones) await doAll(cleanUp.passed);
    return end('passed');
  } catch (error) {
    return end('failed', await problemOf(error, { kit, ...progress }));
  } finally {
    await doAll(cleanUp.always);
  }
}

type CleanUp = Record<'always' | 'passed', (() => Promise<unknown>)[]>;

/** Nothing of it makes a scenario fail. */
const doAll = (acts: (() => Promise<unknown>)[]) => Promise.allSettled(acts.map((act) => act()));

const nobody: Backend = {
  signs: () => Promise.reject(new Error('Name sandbox: { identity: "required" } in the scenario.')),
};

async function begin(
  { kit, profile, onProgress = () => {}, backend = nobody, pauseMs = 0 }: RunOptions,
  progress: Progress,
  cleanUp: CleanUp,
): Promise<Story> {
  const phoneOf: Kit['phone'] = async (wanted = profile, choice) => {
    const phone = await kit.phone(wanted, choice);
    progress.phones.push(phone.id);
    cleanUp.passed.push(() => phone.remove());
    onProgress(progress);
    return phone;
  };
  const person = async (name: string) => {
    const created = await createPerson(kit, name);
    cleanUp.passed.push(() => kit.control.removePerson(created.userId));
    return created;
  };
  const faults = faultsOf(kit);
  const [phone, anna] = await Promise.all([
    phoneOf(profile, { name: 'Anna’s phone' }) as Promise<KitPhone>,
    person('Anna'),
  ]);
  return {
    ...{ phone, anna, backend, journey: kit.journey, dynamics: dynamicsOf(kit), clock: kit.clock },
    person,
    faults: {
      async plant(fault) {
        const remove = await faults.plant(fault);
        cleanUp.always.push(remove);
        return remove;
      },
    },
    step: stepper(progress, onProgress, pauseMs),
    kit: { ...kit, phone: phoneOf },
  };
}

const stepper =
  (progress: Progress, onProgress: (progress: Progress) => void, pauseMs: number): Step =>
  async (sentence, act) => {
    const startedAt = Date.now();
    const step: ScenarioStep = { sentence, status: 'running', durationMs: 0 };
    const end = (status: ScenarioStep['status']) => {
      Object.assign(step, { status, durationMs: Date.now() - startedAt });
      onProgress(progress);
    };
    progress.steps.push(step);
    onProgress(progress);
    try {
      const done = await act();
      end('passed');
      if (pauseMs > 0) await pause(pauseMs);
      return done;
    } catch (error) {
      end('failed');
      throw error;
    }
  };
