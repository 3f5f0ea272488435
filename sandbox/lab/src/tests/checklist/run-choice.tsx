import { Select } from '@fluentui/react-components';
import type { CheckRun } from '../../../../src/control/check-wire.ts';
import { formatSecond } from '../../clock.ts';
import { countWords, isUnderWay } from '../words.ts';

interface RunChoiceProps {
  runs: readonly CheckRun[];
  shown: CheckRun | undefined;
  onShow(run: CheckRun | undefined): void;
}

/** The runs that the sandbox remembers. */
export function RunChoice({ runs, shown, onShow }: RunChoiceProps) {
  return (
    <Select
      size="small"
      className="run-choice"
      aria-label="Run"
      value={shown?.id ?? ''}
      onChange={(_, { value }) => onShow(runs.find(({ id }) => id === value))}
    >
      <option value="">New run</option>
      {runs.map((run) => (
        <option key={run.id} value={run.id}>
          {`${formatSecond(run.startedAt)} · ${scopeOf(run)} · ${stateOf(run)}`}
        </option>
      ))}
    </Select>
  );
}

const scopeOf = ({ only, columns }: CheckRun): string => {
  const phones = columns.length === 1 ? columns[0]?.name : `${columns.length} phones`;
  if (!only) return `all items, ${phones}`;
  return `${only.length === 1 ? 'item' : 'items'} ${only.join(', ')}, ${phones}`;
};

const stateOf = (run: CheckRun): string => {
  if (isUnderWay(run)) return 'under way';
  return run.status === 'not-made' ? 'not run' : countWords(run.counts);
};
