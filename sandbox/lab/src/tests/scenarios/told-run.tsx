import { Body1Strong, Caption1, Link } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { ScenarioRun, ScenarioStep } from '../../../../src/control/scenario-wire.ts';
import { formatSecond } from '../../clock.ts';
import { useLab } from '../../lab-context.ts';
import { useStore } from '../../store.ts';
import { formatDuration } from '../../timeline/duration.ts';
import { titleOf } from '../../timeline/trace/title.ts';
import type { Trace } from '../../timeline/trace/traces.ts';
import { ProblemView } from '../evidence/problem-view.tsx';
import { RunMark, runWords } from './run-mark.tsx';

/** One telling of a scenario: its steps as they come, each with its way to the timeline. */
export function ToldRun({ run }: { run: ScenarioRun }) {
  const { id, profile, status, startedAt, durationMs, steps, problem } = run;
  const known = useTraces(run);
  const time = durationMs === undefined ? '' : ` in ${formatDuration(durationMs)}`;
  return (
    <article className="told" aria-labelledby={`told-${id}`}>
      <header>
        <RunMark status={status} />
        <Body1Strong as="h3" block id={`told-${id}`}>
          On {profile}
        </Body1Strong>
        <Caption1 role="status">
          {runWords[status]}
          {time}
        </Caption1>
        <Caption1 className="told-at">{formatSecond(startedAt)}</Caption1>
      </header>
      <ol>
        {steps.map((step, at) => (
          // Steps are only ever added.
          // biome-ignore lint/suspicious/noArrayIndexKey: a story may tell the same sentence twice
          <Step key={at} step={step} known={known} />
        ))}
      </ol>
      {problem ? <ProblemView problem={problem} /> : null}
      {problem?.timeline ? (
        <details className="told-timeline">
          <summary>What happened on the phone last</summary>
          <pre>
            <code>{problem.timeline}</code>
          </pre>
        </details>
      ) : null}
    </article>
  );
}

interface StepProps {
  step: ScenarioStep;
  /** Traces that the timeline shows, by id. */
  known: ReadonlyMap<string, Trace>;
}

function Step({ step: { sentence, status, durationMs, traces = [] }, known }: StepProps) {
  const { showTrace } = useLab();
  return (
    <li className="told-step">
      <RunMark status={status} />
      <span>
        {sentence}.<span className="visually-hidden"> {runWords[status]}.</span>
        <span className="told-traces">
          {traces
            .flatMap((id) => known.get(id) ?? [])
            .map((trace) => (
              <Link key={trace.id} as="button" onClick={() => showTrace(trace.id)}>
                {shortTitle(trace)}
              </Link>
            ))}
        </span>
      </span>
      {status === 'running' ? null : <Caption1>{formatDuration(durationMs)}</Caption1>}
    </li>
  );
}

/** Whose phone it is need not be said. */
const shortTitle = (trace: Trace): string => titleOf(trace, new Map()).replace(/ by p\d+$/, '');

/** Of these, what somebody may want to look at: a push, or a call that the page has made. */
function useTraces(run: ScenarioRun): ReadonlyMap<string, Trace> {
  const { connection } = useLab();
  const all = useStore(connection.traces);
  const wanted = run.steps.flatMap(({ traces = [] }) => traces).join(' ');
  return useMemo(() => {
    const ids = new Set(wanted.split(' '));
    const found = all.filter((trace) => ids.has(trace.id) && !trace.housekeeping && isWay(trace));
    return new Map(found.map((trace) => [trace.id, trace]));
  }, [all, wanted]);
}

const isWay = ({ events }: Trace): boolean =>
  events.some(({ kind }) => kind === 'page.call' || /^(journey|push)\./.test(kind));
