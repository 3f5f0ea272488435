import { Spinner } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { DismissCircleFilled } from '@fluentui/react-icons/svg/dismiss-circle';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import type { CheckCell } from '../../../../src/control/check-wire.ts';

type Status = CheckCell['status'];

const marks: Partial<Record<Status, typeof CircleRegular>> = {
  waiting: CircleRegular,
  passed: CheckmarkCircleFilled,
  failed: DismissCircleFilled,
  blocked: WarningFilled,
  ended: SubtractCircleRegular,
};

/** A state by shape and colour; the words stand beside it, or are its button's name. */
export function CellMark({ status }: { status: Status }) {
  if (status === 'running') return <Spinner className="cell-mark" size="extra-tiny" aria-hidden="true" />;
  const Mark = marks[status];
  return (
    <span className="cell-mark" data-status={status} aria-hidden="true">
      {Mark ? <Mark /> : '–'}
    </span>
  );
}
