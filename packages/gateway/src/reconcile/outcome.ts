import type { CleanupResult, Later, RegisterResult, StatusResult } from '../dynamics/results.ts';
import { backOff, doubled, onGrid, type Timing } from '../timing.ts';
import type { Registration } from './device.ts';
import { rulingOn } from './reasons.ts';

/** What else bears on an outcome. */
export interface Circumstances {
  now: number;
  timing: Timing;
  /** 0 ≤ x < 1. */
  random: () => number;
  /** A caller waits for the verdict. */
  waited: boolean;
  /** Still what the device should have. */
  wanted: boolean;
}

/** The registration after a register call. */
export function afterRegister(row: Registration, result: RegisterResult, at: Circumstances): Registration {
  if (result.kind === 'accepted') {
    const askedTogether = at.wanted && !at.waited;
    const notBefore = askedTogether ? firstAsk(at) : nextPoll(0, at);
    const sent = { requestId: result.requestId, polls: 0, sentAt: at.now, notBefore, askedTogether };
    return entered({ ...row, ...sent }, 'pending', at);
  }
  if (result.kind === 'rejected')
    return refused(row, 'Dynamics answered 400: the registration is not valid.', at);
  return queuedAgain({ ...row, unanswered: row.unanswered || !result.answered }, at, result);
}

/** The registration after a status call. */
export function afterPoll(row: Registration, result: StatusResult, at: Circumstances): Registration {
  switch (result.kind) {
    case 'success':
      // What Dynamics has, it answers to be a duplicate (facts: dynamics.md §2).
      return { ...held(row, at), wasMissing: row.confirmedAt !== undefined };
    case 'failed':
      return afterFailure(row, result.failureReason, at);
    case 'pending':
      return stillPending(row, at);
    case 'token-refused':
      // Registered with a wrong token, it would stay pending for ever (facts: dynamics.md §2): send it again.
      return entered({ ...row, unanswered: true, notBefore: undefined }, 'queued', at);
    case 'later':
      return { ...row, polls: row.polls + 1, notBefore: at.now + retryDelay(row.polls, at, result) };
  }
}

/** The registration after a cleanup call. Only 202 ends it: a cleanup that is given up leaves pushes to a stranger. */
export function afterCleanup(row: Registration, result: CleanupResult, at: Circumstances): Registration {
  const isOnceMore = row.state === 'cleaned';
  if (result.kind === 'accepted' || (isOnceMore && result.kind === 'rejected')) {
    // An earlier one whose answer never came may still be on its way: decide.ts gives it time, and cleans up once more.
    const unanswered = row.unanswered && !isOnceMore;
    return entered({ ...row, ...settled, unanswered, confirmedAt: undefined }, 'cleaned', at);
  }
  const later = result.kind === 'later' ? result : undefined;
  const isLost = later?.answered === false;
  const notBefore = at.now + retryDelay(row.attempts, at, later);
  const since = isOnceMore && isLost ? at.now : row.since;
  return { ...row, since, unanswered: row.unanswered || isLost, attempts: row.attempts + 1, notBefore };
}

function afterFailure(
  row: Registration,
  failureReason: string | null | undefined,
  at: Circumstances,
): Registration {
  const { verdict, message } = rulingOn(failureReason);
  switch (verdict) {
    case 'registered':
      return held(row, at);
    case 'retry':
      return queuedAgain(row, at);
    case 'retry-once': {
      // A row keeps its last refusal until Dynamics has confirmed it or a person asks again.
      const notBefore = row.reason === undefined ? at.now + at.timing.dryRunRetryMs : undefined;
      return { ...refused(row, message, at), notBefore };
    }
    case 'wait-for-device':
      return refused(row, message, at);
    case 'stop-app':
      return entered({ ...row, notBefore: undefined }, 'queued', at);
  }
}

/** What a registration without a verdict ends with. */
export const NO_VERDICT = 'Dynamics gave no verdict.';

/** Asks again, less and less often; after hours registers once more, then reports (facts: dynamics.md §10.18). */
function stillPending(row: Registration, at: Circumstances): Registration {
  const limit = at.wanted ? at.timing.giveUpMs : at.timing.giveUpUnwantedMs;
  const polls = row.polls + 1;
  if (at.now - (row.sentAt ?? row.since) < limit) return { ...row, polls, notBefore: nextPoll(polls, at) };
  const unknown = { ...row, unanswered: true, notBefore: undefined };
  if (at.wanted && row.resent) return refused(unknown, NO_VERDICT, at);
  return entered({ ...unknown, resent: true }, 'queued', at);
}

/**
 * Where a cleanup before it had no answer, it is registered once more later, and then no more; where a registration had
 * none, that is remembered until it is renewed: its cleanup is made once more (decide.ts).
 */
function held(row: Registration, at: Circumstances): Registration {
  const isFirst = row.confirmedAt === undefined;
  const doubts = { resent: row.resent && isFirst, unanswered: row.unanswered && isFirst };
  return entered({ ...row, ...settled, ...doubts, confirmedAt: at.now }, 'held', at);
}

/** Nothing is left over from earlier calls. */
const settled = {
  unanswered: false,
  attempts: 0,
  reason: undefined,
  message: undefined,
  notBefore: undefined,
} as const;

function refused(row: Registration, message: string, at: Circumstances): Registration {
  const shown = { reason: 'dynamics-refused', message };
  const over = { attempts: 0, confirmedAt: undefined, notBefore: undefined };
  return entered({ ...row, ...shown, ...over }, 'refused', at);
}

function queuedAgain(row: Registration, at: Circumstances, later?: Later): Registration {
  const notBefore = at.now + retryDelay(row.attempts, at, later);
  return entered({ ...row, attempts: row.attempts + 1, notBefore }, 'queued', at);
}

const entered = (row: Registration, state: Registration['state'], { now }: Circumstances): Registration => ({
  ...row,
  state,
  since: now,
});

/** With the others that nobody waits for. */
const firstAsk = ({ now, timing }: Circumstances): number =>
  onGrid(now + timing.askAfterMs, timing.askGridMs);

function nextPoll(polls: number, { now, timing, waited }: Circumstances): number {
  return now + doubled(waited ? timing.firstPollWaitedMs : timing.firstPollMs, polls, timing.maxPollMs);
}

function retryDelay(failures: number, { timing, random }: Circumstances, later?: Later): number {
  const delay = doubled(timing.firstRetryMs, failures, timing.maxRetryMs);
  return backOff(delay, { random, atLeast: later?.afterMs ?? 0 });
}
