import { Caption1, Spinner, Subtitle2 } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle';
import type { StudioBuild } from '../../../../src/control/studio-wire.ts';
import { Scrollable } from '../scrollable.tsx';
import { logOf, type StepState, type StepView, seconds, stepsOf } from './words.ts';

/** How far the build is, step by step, and all it has said. */
export function BuildSteps({ build }: { build: StudioBuild }) {
  const steps = stepsOf(build.progress, build.state !== 'running');
  const now = steps.find(({ state }) => state === 'running');
  const done = steps.filter(({ state }) => state === 'done').length;
  const log = logOf(build.progress);
  return (
    <section className="studio-steps" aria-labelledby="studio-steps-title">
      <Subtitle2 as="h3" id="studio-steps-title">
        Progress
      </Subtitle2>
      <div role="status" className="visually-hidden">
        {now ? `Step ${done + 1} of ${steps.length}: ${now.title}` : ''}
      </div>
      <ol>
        {steps.map((step) => (
          <Step key={step.step} step={step} />
        ))}
      </ol>
      {log ? (
        <details>
          <summary>Log</summary>
          <Scrollable className="studio-log" label="Log of the build">
            <pre>{log}</pre>
          </Scrollable>
        </details>
      ) : null}
    </section>
  );
}

const STATES: Record<StepState, string> = {
  waiting: 'not begun',
  running: 'running',
  done: 'done',
  stopped: 'stopped',
};

const Step = ({ step: { title, state, durationMs, line } }: { step: StepView }) => (
  <li data-state={state}>
    <StepMark state={state} />
    <span>
      {title}
      <span className="visually-hidden">, {STATES[state]}</span>
    </span>
    <Caption1 className="studio-hint">
      {durationMs === undefined ? (state === 'running' ? line : '') : seconds(durationMs)}
    </Caption1>
  </li>
);

function StepMark({ state }: { state: StepState }) {
  if (state === 'running') return <Spinner size="extra-tiny" aria-hidden />;
  if (state === 'done') return <CheckmarkCircleRegular className="studio-mark studio-good" aria-hidden />;
  return state === 'stopped' ? (
    <DismissCircleRegular className="studio-mark studio-bad" aria-hidden />
  ) : (
    <CircleRegular className="studio-mark" aria-hidden />
  );
}
