import { Caption1, Subtitle2, Tab, TabList } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle';
import { useId, useState } from 'react';
import type { StudioBuilt, StudioPlan } from '../../../../src/control/studio-wire.ts';
import { Scrollable } from '../scrollable.tsx';

type Row = StudioPlan['plan'][number] | StudioBuilt['checks'][number];
type Shown = 'all' | 'ios' | 'android' | 'failed';

const isFailed = (row: Row): boolean => 'passed' in row && !row.passed;

/** What is or shall be in the native files, each with its reason; where it was checked, with what was found. */
export function Expectations({ title, rows }: { title: string; rows: Row[] }) {
  const id = useId();
  const [chosen, setShown] = useState<Shown>();
  const failed = rows.filter(isFailed).length;
  const shown = chosen ?? (failed > 0 ? 'failed' : 'all');
  if (rows.length === 0) return null;
  const checked = rows.some((row) => 'passed' in row);
  const chosenRows = rows.filter(
    (row) => shown === 'all' || (shown === 'failed' ? isFailed(row) : row.platform === shown),
  );
  return (
    <section className="studio-expectations" aria-labelledby={id}>
      <Subtitle2 as="h3" id={id}>
        {title}
      </Subtitle2>
      <TabList
        size="small"
        aria-label={`Shown of: ${title}`}
        selectedValue={shown}
        onTabSelect={(_, { value }) => setShown(value as Shown)}
      >
        <Tab value="all">All ({rows.length})</Tab>
        <Tab value="ios">iOS</Tab>
        <Tab value="android">Android</Tab>
        {checked ? <Tab value="failed">Failed ({failed})</Tab> : null}
      </TabList>
      {chosenRows.length === 0 ? (
        <p className="panel-empty">{shown === 'failed' ? 'Nothing has failed.' : 'Nothing here.'}</p>
      ) : (
        <ExpectationTable {...{ title, checked }} rows={chosenRows} />
      )}
    </section>
  );
}

const ExpectationTable = ({ title, rows, checked }: { title: string; rows: Row[]; checked: boolean }) => (
  <Scrollable className="studio-table-frame" label={`Table: ${title}`}>
    <table className="studio-table">
      <thead>
        <tr>
          {checked ? <th scope="col">Result</th> : null}
          <th scope="col">{checked ? 'Expected' : 'What will be there'}</th>
          {checked ? <th scope="col">Found</th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ExpectationRow key={`${row.file} ${row.what}`} row={row} />
        ))}
      </tbody>
    </table>
  </Scrollable>
);

const ExpectationRow = ({ row }: { row: Row }) => (
  <tr data-failed={isFailed(row) || undefined}>
    {'passed' in row ? (
      <td className="studio-result">
        <span>
          {row.passed ? (
            <CheckmarkCircleRegular className="studio-mark studio-good" aria-hidden />
          ) : (
            <DismissCircleRegular className="studio-mark studio-bad" aria-hidden />
          )}
          {row.passed ? 'Passed' : 'Failed'}
        </span>
      </td>
    ) : null}
    <td>
      {row.what}
      <Caption1 as="p" className="studio-hint">
        {row.why}
      </Caption1>
      <code>{row.file}</code>
    </td>
    {'found' in row ? <td className="studio-found">{row.found}</td> : null}
  </tr>
);
