import { MessageBar, MessageBarBody, MessageBarTitle, ProgressBar } from '@fluentui/react-components';
import type { CheckRun } from '../../../../src/control/check-wire.ts';
import { isUnderWay, runWords } from '../words.ts';
import { CellMark } from './cell-mark.tsx';

/** How far a run is, or what it came to. */
export function RunState({ run }: { run: CheckRun }) {
  const { passed, failed, blocked, all } = run.counts;
  if (run.status === 'not-made') return <NotMade failure={run.failure} />;
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

function NotMade({ failure }: Pick<CheckRun, 'failure'>) {
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>The check could not be made.</MessageBarTitle>
        {failure?.title} {failure?.remedy}
      </MessageBarBody>
    </MessageBar>
  );
}
