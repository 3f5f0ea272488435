import type { CheckCell, CheckColumn, CheckRun } from '../../control/check-wire.ts';
import type { Phone } from '../../control/wire.ts';
import type { Progress } from '../checklist.ts';
import { itemsFor } from '../items.ts';
import type { RunName } from '../plan.ts';
import type { ItemResult, Run } from '../result.ts';

export const NUMBERS = Array.from({ length: 18 }, (_, index) => index + 1);

type Columns = Pick<CheckRun, 'columns' | 'counts'>;

/** A run of the checklist while it is made: its cells as they come, and what each was judged by. */
export interface Board {
  /** The phones of the run, before it is planned. */
  meet(phones: Phone[], site: string): void;
  hear(progress: Progress): void;
  seen(): Columns;
  /** What was judged so far, for a report. */
  runs(): Run[];
  /** The item on this phone from this page, where it was judged. */
  item(phone: string, page: string, number: number): ItemResult | undefined;
  /** Nothing more will be judged. */
  end(): void;
}

export function createBoard(): Board {
  let phones: Phone[] = [];
  let site = '';
  const columns: CheckColumn[] = [];
  const runs: (Run & { id: string })[] = [];
  const columnOf = (run: RunName) => columns.find(({ phone, page }) => phone === run.id && page === run.page);
  const set = (run: RunName, cell: CheckCell) => {
    const column = columnOf(run);
    if (column) column.cells = column.cells.map((old) => (old.number === cell.number ? cell : old));
  };
  const runOf = (run: RunName) => runs.find(({ id, page }) => id === run.id && page === run.page);
  const plan = (run: RunName, numbers: number[]) => {
    const phone = phones.find(({ id }) => id === run.id);
    if (!phone) return;
    const { id, profile, name } = phone;
    const os = `${phone.platform === 'ios' ? 'iOS' : 'Android'} ${phone.osVersion}`;
    columns.push({ phone: id, profile, name, os, page: run.page, cells: cellsOf(phone, numbers) });
    runs.push({ id, profile, phone: name, os, page: run.page, url: site, durationMs: 0, items: [] });
  };
  return {
    meet(met, at) {
      phones = met;
      site = at;
    },
    hear(progress) {
      if (progress.kind === 'planned') for (const { run, numbers = [] } of progress.runs) plan(run, numbers);
      if (progress.kind === 'began') set(progress.run, { number: progress.number, status: 'running' });
      if (progress.kind === 'run') Object.assign(runOf(progress.run) ?? {}, progress.result);
      if (progress.kind !== 'item') return;
      const { number, status, durationMs, problem } = progress.result;
      set(progress.run, { number, status, durationMs, ...(problem ? { problem } : {}) });
      runOf(progress.run)?.items.push(progress.result);
    },
    seen: () => ({ columns, counts: countsOf(columns) }),
    runs: () =>
      runs
        .filter(({ items }) => items.length > 0)
        .map(({ id: _, ...run }) => ({
          ...run,
          durationMs: run.durationMs || run.items.reduce((sum, item) => sum + item.durationMs, 0),
          items: [...run.items].sort((a, b) => a.number - b.number),
        })),
    item: (phone, page, number) =>
      runs.find((run) => run.id === phone && run.page === page)?.items.find((item) => item.number === number),
    end() {
      for (const column of columns)
        column.cells = column.cells.map((cell) =>
          cell.status === 'waiting' || cell.status === 'running' ? { ...cell, status: 'ended' } : cell,
        );
    },
  };
}

function cellsOf(phone: Phone, numbers: number[]): CheckCell[] {
  const apply = itemsFor(phone).map(({ number }) => number);
  const statusOf = (number: number): CheckCell['status'] => {
    if (numbers.includes(number)) return 'waiting';
    return apply.includes(number) ? 'left-out' : 'not-applicable';
  };
  return NUMBERS.map((number) => ({ number, status: statusOf(number) }));
}

function countsOf(columns: CheckColumn[]): CheckRun['counts'] {
  const cells = columns.flatMap((column) => column.cells);
  const count = (...statuses: CheckCell['status'][]) =>
    cells.filter(({ status }) => statuses.includes(status)).length;
  return {
    ...{ passed: count('passed'), failed: count('failed'), blocked: count('blocked') },
    all: cells.length - count('not-applicable', 'left-out'),
  };
}
