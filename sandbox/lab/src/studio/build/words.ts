import type { StudioProgress } from '../../../../src/control/studio-wire.ts';

export type Step = Extract<StudioProgress, { kind: 'started' }>['step'];

/** In the order in which they are done. */
const STEPS: { step: Step; title: string }[] = [
  { step: 'prepare', title: 'The shell that every app shares' },
  { step: 'project', title: 'The app’s project' },
  { step: 'prebuild', title: 'Native projects for iOS and Android' },
  { step: 'verify', title: 'Reading them back' },
  { step: 'bundle', title: 'JavaScript to Hermes bytecode' },
  { step: 'archive', title: 'Archive' },
];

export type StepState = 'waiting' | 'running' | 'done' | 'stopped';

export interface StepView {
  step: Step;
  title: string;
  state: StepState;
  durationMs?: number;
  /** What it said last. */
  line?: string;
}

/** Each step and how far it is; `isOver`: what was begun then and has not ended was stopped. */
export function stepsOf(progress: readonly StudioProgress[], isOver: boolean): StepView[] {
  return STEPS.map(({ step, title }) => {
    const told = progress.filter((one) => 'step' in one && one.step === step);
    const finished = told.find((one) => one.kind === 'finished');
    if (finished) return { step, title, state: 'done', durationMs: finished.durationMs };
    const line = told.filter((one) => one.kind === 'said').at(-1)?.line;
    const state = told.length === 0 ? 'waiting' : isOver ? 'stopped' : 'running';
    return { step, title, state, ...(line === undefined ? {} : { line }) };
  });
}

/** Everything that was said, for whoever looks for a cause. */
export const logOf = (progress: readonly StudioProgress[]): string =>
  progress
    .flatMap((one) => {
      if (one.kind === 'said') return [one.line];
      const title = 'step' in one ? STEPS.find(({ step }) => step === one.step)?.title : undefined;
      if (one.kind === 'started') return [`— ${title}`];
      if (one.kind === 'finished') return [`— ${title}: ${seconds(one.durationMs)}`];
      return one.kind === 'checked' && !one.check.passed
        ? [`✗ ${one.check.file}: ${one.check.what}: ${one.check.found}`]
        : [];
    })
    .join('\n');

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export const size = (bytes: number): string =>
  bytes < 999_500 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

export const when = (time: string): string =>
  new Date(time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
