import { MessageBar, MessageBarBody, MessageBarTitle, ProgressBar } from '@fluentui/react-components';
import type { CheckRun } from '../../../../src/control/check-wire.ts';
import { isUnderWay, runWords } from '../words.ts';
import { CellMark } from './cell-mark.tsx';

/** How far a run is, or what it came to. */
export function RunState({ run }: { run: CheckRun }) {
  const { passed, failed, blocked, all } = run.counts;
  const bad = failed + blocked > 0;
  return (
    <div className="run-state">
      <p>
        {isUnderWay(run) ? null : <CellMark status={markOf(run)} />}
        {runWords(run)}
      </p>
      {/* Each item on its way would be too much to be read out. */}
      <span className="visually-hidden" role="status">
        {isUnderWay(run) ? 'The check runs.' : `The check has ended: ${runWords(run)}.`}
      </span>
      {isUnderWay(run) ? (
        <ProgressBar
          aria-label="Items that are done"
          {...(all > 0 ? { value: passed + failed + blocked, max: all } : {})}
          {...(bad ? { color: 'error' as const } : {})}
        />
      ) : null}
    </div>
  );
}

const markOf = ({ status }: CheckRun) => (status === 'passed' || status === 'failed' ? status : 'ended');

/** Why there is no verdict: that says nothing about the app. */
export function NotMade({ failure }: Pick<CheckRun, 'failure'>) {
  if (!failure) return null;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{failure.title}</MessageBarTitle>
        <span className="run-remedy">{failure.remedy}</span>
      </MessageBarBody>
    </MessageBar>
  );
}
