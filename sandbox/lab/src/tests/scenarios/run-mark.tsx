import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import type { ScenarioRun } from '../../../../src/control/scenario-wire.ts';
import { CellMark } from '../checklist/cell-mark.tsx';

type Status = ScenarioRun['status'];

export const runWords: Record<Status, string> = {
  waiting: 'Waiting for its turn',
  running: 'Running',
  passed: 'Passed',
  failed: 'Failed',
  stopped: 'Stopped before it began',
};

/** What came of a run, or of the newest runs of a scenario. */
export function RunMark({ status }: { status: Status | undefined }) {
  if (!status)
    return (
      <span className="cell-mark" data-status="none" aria-hidden="true">
        <CircleRegular />
      </span>
    );
  return <CellMark status={status === 'stopped' ? 'ended' : status} />;
}
