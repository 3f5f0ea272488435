import type { ScenarioRun } from '../../control/scenario-wire.ts';
import { lastStop } from '../../explain/last-stop.ts';
import type { TimelineEvent } from '../../timeline.ts';
import type { Progress } from '../telling/run.ts';
import type { NamedScenario } from '../telling/scenario.ts';
import type { RunsOptions, Telling } from './runs.ts';

/** Tells it. What happens on the way is in the run, and a line in the timeline for each step. */
export async function follow(
  run: ScenarioRun,
  scenario: NamedScenario,
  { stages, timeline, keepPhones, pauseMs }: RunsOptions & Telling,
): Promise<void> {
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
  const traces = tracesBySteps(run);
  const onProgress = ({ phones, steps }: Progress) => {
    Object.assign(run, { status: 'running', phones: [...phones], steps: traces.on(steps) });
    for (const [index, { sentence, status }] of steps.entries()) {
      const key = `${index} ${status}`;
      if (told.has(key)) continue;
      told.add(key);
      if (status === 'running') tell('scenario.step', `${sentence}.`);
      if (status === 'failed') tell('scenario.step-failed', `That did not come true: ${sentence}.`, 'failed');
    }
  };
  tell('scenario.started', `A scenario begins: ${run.title}.`);
  // Another sandbox has phones of the same ids, and a timeline of its own.
  const stop = scenario.sandbox ? () => {} : timeline.subscribe(traces.hear);
  try {
    const result = await stages.run(scenario, { profile: run.profile, keepPhones, pauseMs, onProgress });
    Object.assign(run, { ...result, steps: traces.on(result.steps) });
    explainLast(run, timeline);
  } catch (error) {
    const came = error instanceof Error ? error.message : String(error);
    const remedy = 'See the output of the sandbox.';
    const problem = { expected: 'a sandbox for it', came, remedy, timeline: '' };
    Object.assign(run, { status: 'failed', problem });
  } finally {
    stop();
  }
  const ok = run.status === 'passed';
  tell('scenario.ended', `The scenario has ${run.status}: ${run.title}.`, ok ? 'ok' : 'failed');
}

/** Where the step that has failed has stopped, unless the failure says it itself. */
function explainLast({ problem, steps }: ScenarioRun, { list }: Pick<RunsOptions['timeline'], 'list'>): void {
  if (!problem) return;
  const events = (steps.at(-1)?.traces ?? []).flatMap((traceId) => list({ traceId }));
  const stop = lastStop(events);
  if (stop) problem.stop = stop;
}

/** Which traces the run's phones had a part in during each step. */
function tracesBySteps(run: ScenarioRun) {
  const seen: Set<string>[] = [];
  return {
    hear({ phone, traceId }: TimelineEvent) {
      if (phone === undefined || traceId === run.id || !run.phones.includes(phone)) return;
      const at = run.steps.length - 1;
      if (at < 0 || run.steps[at]?.status !== 'running') return;
      const ofStep = seen[at] ?? new Set();
      seen[at] = ofStep.add(traceId);
      run.steps[at].traces = [...ofStep];
    },
    on: (steps: ScenarioRun['steps']): ScenarioRun['steps'] =>
      steps.map((step, at) => ({ ...step, ...(seen[at] ? { traces: [...seen[at]] } : {}) })),
  };
}
