import { randomUUID } from 'node:crypto';
import type { CheckCreate, CheckedItem, Checklist, CheckRun } from '../../control/check-wire.ts';
import { type ControlClient, ControlError } from '../../control/client.ts';
import { ControlFailure } from '../../control/problem.ts';
import { CheckFailure } from '../check-failure.ts';
import { runChecklist } from '../checklist.ts';
import { titleOf } from '../items.ts';
import { phoneGone } from '../phone-gone.ts';
import { remoteDriver } from '../remote/remote-driver.ts';
import type { CheckResult } from '../result.ts';
import { summary } from '../summary.ts';
import { type Board, createBoard } from './board.ts';
import { chosenPages, chosenPhones, newPhones } from './chosen.ts';
import { checklistOf } from './offered.ts';

/** The runs of the checklist that somebody has begun in this sandbox. */
export interface Checks {
  checklist(): Promise<Checklist>;
  /** Newest first. */
  list(): CheckRun[];
  /** Begins, and does not wait for its end. Throws ControlFailure. */
  start(how: CheckCreate): Promise<CheckRun>;
  /** Throws ControlFailure, as all that take an id. */
  get(id: string): CheckRun;
  item(id: string, cell: { phone: string; page: string; number: number }): CheckedItem;
  stop(id: string): Promise<CheckRun>;
  /** Whether phones are driven, or will be. A run that was stopped takes a moment to let go of them. */
  isBusy(): boolean;
  /** What was found so far, as the command's reports are made of it. */
  result(id: string): CheckResult;
  /** Ends what is under way. */
  close(): Promise<void>;
}

export interface ChecksOptions {
  control: ControlClient;
  /** Lets the check run when nothing does that nothing may run beside, such as a scenario that moves the time. */
  inTurn?<T>(act: () => Promise<T>): Promise<T>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Older runs are forgotten: what was seen in them takes room. */
const KEPT = 30;

interface Kept {
  run: CheckRun;
  board: Board;
  abort: AbortController;
  /** Phones are driven, perhaps still after the run was stopped. */
  driving: boolean;
  ended: Promise<void>;
}

export function createChecks(options: ChecksOptions): Checks {
  const { control } = options;
  const kept = new Map<string, Kept>();
  const find = (id: string) => {
    const one = kept.get(id);
    if (!one) throw new ControlFailure('check-unknown', `No run "${id}" of the checklist`);
    return one;
  };
  const seen = ({ run, board }: Kept): CheckRun => ({ ...run, ...board.seen() });
  return {
    checklist: () => checklistOf(control),
    list: () => [...kept.values()].map(seen).reverse(),
    async start(how) {
      const all = [...kept.values()];
      if (all.some(isOpen)) throw new ControlFailure('check-under-way');
      if (all.some(({ driving }) => driving)) throw stillDriving();
      const begun = begin(how, options);
      kept.set(begun.run.id, begun);
      for (const id of kept.keys()) if (kept.size > KEPT) kept.delete(id);
      return seen(begun);
    },
    get: (id) => seen(find(id)),
    item(id, { phone, page, number }) {
      const { board } = find(id);
      const column = board.seen().columns.find((each) => each.phone === phone && each.page === page);
      const cell = column?.cells.find((each) => each.number === number);
      if (!cell) throw new ControlFailure('check-unknown', `Item ${number} on "${phone}" is not in this run`);
      const evidence = board.item(phone, page, number)?.evidence ?? [];
      return { ...cell, title: titleOf(number), evidence };
    },
    async stop(id) {
      const one = find(id);
      one.abort.abort(new Error('The check was stopped.'));
      await one.ended;
      return seen(one);
    },
    isBusy: () => [...kept.values()].some((one) => isOpen(one) || one.driving),
    result: (id) => resultOf(find(id)),
    async close() {
      for (const { abort } of kept.values()) abort.abort(new Error('The sandbox ends.'));
      await Promise.all([...kept.values()].map(({ ended }) => ended));
    },
  };
}

const isOpen = ({ run }: Kept) => run.status === 'waiting' || run.status === 'running';

const stillDriving = () =>
  new ControlFailure('check-under-way', 'The check that was stopped still ends its last step on a phone.', {
    remedy: 'Try again in half a minute.',
  });

function begin(how: CheckCreate, options: ChecksOptions): Kept {
  const { only, link } = how;
  const run: CheckRun = {
    ...{ id: randomUUID().slice(0, 8), status: 'waiting', startedAt: options.now() },
    ...(only ? { only } : {}),
    ...(link ? { link } : {}),
    ...{ counts: { passed: 0, failed: 0, blocked: 0, all: 0 }, columns: [] },
  };
  const abort = new AbortController();
  const begun: Kept = { run, board: createBoard(), abort, driving: false, ended: Promise.resolve() };
  begun.ended = follow(begun, how, options);
  return begun;
}

/** Makes the run, and says in it what came of it. Never rejects. */
async function follow(begun: Kept, how: CheckCreate, options: ChecksOptions): Promise<void> {
  const { run, board, abort } = begun;
  const { inTurn = (act) => act() } = options;
  const began = performance.now();
  const end = (part: Partial<CheckRun>) => {
    board.end();
    Object.assign(run, part, { durationMs: Math.round(performance.now() - began) });
  };
  const stopped = new Promise<never>((_, reject) =>
    abort.signal.addEventListener('abort', () => reject(abort.signal.reason)),
  );
  try {
    await Promise.race([stopped, inTurn(() => drive(begun, how, options))]);
    const { passed, all } = board.seen().counts;
    end({ status: passed === all ? 'passed' : 'failed' });
  } catch (error) {
    const wasStopped = abort.signal.aborted;
    abort.abort(error);
    end(wasStopped ? { status: 'stopped' } : { status: 'not-made', failure: failureOf(error) });
  }
}

/** A stop ends the run, not the step that is under way on a phone. */
async function drive(begun: Kept, how: CheckCreate, options: ChecksOptions): Promise<void> {
  begun.driving = true;
  try {
    await make(begun, how, options);
  } finally {
    begun.driving = false;
  }
}

async function make(
  { run, board, abort: { signal } }: Kept,
  how: CheckCreate,
  { control }: ChecksOptions,
): Promise<void> {
  signal.throwIfAborted();
  const info = await control.info();
  const own = how.shownBy === 'sandbox';
  const made: string[] = [];
  const driven = new Set<string>();
  try {
    const pages = chosenPages(how, info);
    const phones = own ? await newPhones(control, how, made) : await chosenPhones(control, how, pages);
    signal.throwIfAborted();
    board.meet(phones, info.site);
    run.status = 'running';
    await runChecklist({
      ...{ control, phones, pages, signal, only: how.only, link: how.link },
      driver: remoteDriver(control, signal),
      onProgress(progress) {
        if (progress.kind === 'began' && progress.run.id !== undefined) driven.add(progress.run.id);
        if (!signal.aborted) board.hear(progress);
      },
    });
  } finally {
    const others = [...driven].filter((id) => !made.includes(id));
    await Promise.allSettled([
      ...made.map((id) => control.removePhone(id)),
      ...others.map((id) => leaveAsNew(control, id)),
    ]);
  }
}

/** Nobody’s permission or registration is left on somebody’s phone. */
async function leaveAsNew(control: ControlClient, id: string): Promise<void> {
  await control.reinstall(id);
  await control.launch(id);
}

function failureOf(thrown: unknown): NonNullable<CheckRun['failure']> {
  const error = phoneGone(thrown);
  if (error instanceof CheckFailure) return { code: error.code, title: error.message, remedy: error.remedy };
  if (error instanceof ControlError) {
    const { code, remedy } = error.problem;
    return { code, title: error.message, remedy };
  }
  const title = error instanceof Error ? error.message : String(error);
  return { code: 'check-broken', title, remedy: 'Run the check again; if it happens again, report it.' };
}

function resultOf({ run, board }: Kept): CheckResult {
  const made = summary(board.runs(), {
    startedAt: new Date(run.startedAt),
    browser: 'the browser that shows the Device Lab',
  });
  return { ...made, passed: run.status === 'passed', durationMs: run.durationMs ?? made.durationMs };
}
