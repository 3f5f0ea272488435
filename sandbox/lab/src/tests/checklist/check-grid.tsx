import { Button, Tooltip, useArrowNavigationGroup } from '@fluentui/react-components';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { Fragment, type ReactNode } from 'react';
import type { CheckCell, CheckColumn, Checklist } from '../../../../src/control/check-wire.ts';
import { formatDuration } from '../../timeline/duration.ts';
import { cellWords, pageWords } from '../words.ts';
import { CellMark } from './cell-mark.tsx';

export interface CellName {
  number: number;
  phone: string;
  page: string;
}

interface CheckGridProps {
  items: Checklist['items'];
  columns: readonly CheckColumn[];
  /** The cell whose evidence is shown below its row. */
  open: CellName | undefined;
  /** On this phone, else on those that are chosen: not while a run is under way, nor without a phone. */
  canRun(column?: CheckColumn): boolean;
  onOpen(cell: CellName | undefined): void;
  /** Of one item on all phones, or of all items on one. */
  onRun(what: { number?: number; column?: CheckColumn }): void;
  /** What is shown below the row of the open cell. */
  children: ReactNode;
}

/** The 18 items as rows, the phones as columns. A verdict is a button that shows what it was judged by. */
export function CheckGrid(props: CheckGridProps) {
  const { items, columns, open, canRun, onOpen, onRun, children } = props;
  const arrows = useArrowNavigationGroup({ axis: 'grid-linear' });
  const twoPages = new Set(columns.map(({ page }) => page)).size > 1;
  return (
    <div className="grid-scroll">
      <table className="grid">
        <caption className="visually-hidden">The items of the checklist on each phone</caption>
        <thead>
          <tr>
            <th scope="col">Item</th>
            {columns.map((column) => (
              <th scope="col" key={`${column.phone} ${column.page}`}>
                <span className="grid-phone">{column.name}</span>
                <span className="grid-os">{twoPages ? pageWords[column.page] : column.os}</span>
                <RunButton
                  label={`Run all items on ${column.name}`}
                  disabled={!canRun(column)}
                  onClick={() => onRun({ column })}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...arrows}>
          {items.map(({ number, title }) => (
            <Fragment key={number}>
              <tr>
                <th scope="row">
                  <span className="grid-item">
                    <span className="grid-number">{number}</span>
                    <span>{title}</span>
                    <RunButton
                      label={`Run item ${number}`}
                      disabled={!canRun()}
                      onClick={() => onRun({ number })}
                    />
                  </span>
                </th>
                {columns.map((column) => (
                  <td key={`${column.phone} ${column.page}`}>
                    <Cell {...{ column, open, onOpen }} number={number} />
                  </td>
                ))}
              </tr>
              {open?.number === number ? (
                <tr className="grid-open">
                  <td colSpan={columns.length + 1}>{children}</td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunButton({ label, disabled, onClick }: { label: string; disabled: boolean; onClick(): void }) {
  return (
    <Tooltip content={label} relationship="label">
      <Button
        className="grid-run"
        size="small"
        appearance="subtle"
        icon={<PlayRegular />}
        disabledFocusable={disabled}
        onClick={onClick}
      />
    </Tooltip>
  );
}

interface CellProps extends Pick<CheckGridProps, 'open' | 'onOpen'> {
  column: CheckColumn;
  number: number;
}

/** What has a verdict can be opened; the others say their state. */
function Cell({ column, number, open, onOpen }: CellProps) {
  const cell: CheckCell = column.cells.find((each) => each.number === number) ?? {
    ...{ number, status: 'not-applicable' },
  };
  const { status, durationMs } = cell;
  const { phone, page, name } = column;
  const isOpen = open?.number === number && open.phone === phone && open.page === page;
  if (!isJudged(cell))
    return (
      <span className="cell" data-status={status} title={cellWords[status]}>
        <CellMark status={status} />
        <span className="visually-hidden">{cellWords[status]}</span>
      </span>
    );
  return (
    <button
      type="button"
      className="cell"
      data-status={status}
      aria-expanded={isOpen}
      aria-label={`Item ${number} on ${name}: ${cellWords[status]}${durationMs === undefined ? '' : `, ${formatDuration(durationMs)}`}`}
      onClick={() => onOpen(isOpen ? undefined : { number, phone, page })}
    >
      <CellMark status={status} />
      {durationMs === undefined ? null : <span className="cell-time">{formatDuration(durationMs)}</span>}
    </button>
  );
}

export const isJudged = ({ status }: CheckCell): boolean =>
  status === 'passed' || status === 'failed' || status === 'blocked';
