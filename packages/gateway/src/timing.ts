/** Every span of time the gateway acts by, in milliseconds. */
export interface Timing {
  /** How long one HTTP call to Dynamics may take. */
  timeoutMs: number;
  /** How long a claim on a device lasts; a gateway that dies holds its devices up for as long. */
  leaseMs: number;
  /** How often to look for due work that nobody woke us for. */
  sweepMs: number;
  /** First status poll after a registration that a caller waits for. */
  firstPollWaitedMs: number;
  /** First status poll otherwise. Each later one comes after twice the time, up to `maxPollMs`. */
  firstPollMs: number;
  maxPollMs: number;
  /**
   * When to ask about a registration that nobody waits for: late enough that most have their verdict, and on a grid, so
   * that a call is full. Each later time comes after twice as long, up to `maxPollMs`.
   */
  askAfterMs: number;
  askGridMs: number;
  /** How long to ask about a verdict before registering once more (facts: dynamics.md §10.18). */
  giveUpMs: number;
  /** The same where the registration is no longer wanted and its cleanup waits for the verdict. */
  giveUpUnwantedMs: number;
  /** First retry after a failure that may pass; doubles up to `maxRetryMs`. */
  firstRetryMs: number;
  maxRetryMs: number;
  /** So many calls in a row without an answer, and their organisation is spared for `breakerMs`, then twice as long … */
  breakerFailures: number;
  breakerMs: number;
  /** The same alert about the same app is not raised again within this time. */
  alertMs: number;
  /** When to try once more after a failed dry run: it may have been the push service (facts: dynamics.md §2). */
  dryRunRetryMs: number;
  /** A refusal older than this is tried again at the device's next heartbeat: what was wrong may be mended. */
  refusedRetryMs: number;
  /**
   * How long a registration whose answer never came may take to land. It is cleaned up afterwards, since one that lands
   * after its cleanup would stay (assumed: facts say nothing of how long Dynamics takes).
   */
  landingMs: number;
  /**
   * How late such a call may land after all: what was done in the meantime is done once more then. Later than that, it
   * is found out at the next renewal, or not at all.
   */
  lateMs: number;
  /** A cleanup is asynchronous and has no status: this long nothing registers the same user and token again. */
  cleanupSettleMs: number;
  /** A confirmation older than this is renewed at the device's next heartbeat. */
  renewAfterMs: number;
  /** How long an access token that Dynamics refused is left alone. */
  stopMs: number;
  /** How long a good answer to a status call vouches for the access token. */
  provenMs: number;
  /** A token's holder that was seen within this time keeps it. */
  tokenHeldMs: number;
  /** How long an open is offered to Dynamics. */
  interactionExpiryMs: number;
  /** How long one that is settled is remembered, so that a shell which tells it again is not told on twice. */
  interactionKeptMs: number;
  /** How long one question to Dataverse may take. */
  userLookupMs: number;
  /** How long it is believed who a user is. A merge of records is noticed at the next bind after that. */
  userFoundMs: number;
  /** The same for users whom nobody, or more than one record, was found for. */
  userUnknownMs: number;
  /** First look for a user whom Dynamics did not know; each later one comes after twice the time, up to the latter. */
  userAwaitMs: number;
  userAwaitMaxMs: number;
  /** How long the database may take for a query, but for those that may rightly take long. Not of a caller's pool. */
  queryTimeoutMs: number;
  /** How long calls and requests under way may go on after `close`. */
  closeGraceMs: number;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

export const defaultTiming: Timing = {
  timeoutMs: 15 * second,
  leaseMs: minute,
  sweepMs: 30 * second,
  firstPollWaitedMs: 500,
  firstPollMs: 2 * second,
  maxPollMs: 5 * minute,
  askAfterMs: 15 * second,
  askGridMs: 5 * second,
  giveUpMs: 6 * hour,
  giveUpUnwantedMs: 10 * minute,
  firstRetryMs: 2 * second,
  maxRetryMs: 5 * minute,
  breakerFailures: 5,
  breakerMs: 5 * second,
  alertMs: hour,
  dryRunRetryMs: 15 * minute,
  refusedRetryMs: day,
  landingMs: minute,
  lateMs: 15 * minute,
  cleanupSettleMs: 2 * second,
  renewAfterMs: 30 * day,
  stopMs: 15 * minute,
  provenMs: 5 * minute,
  tokenHeldMs: day,
  interactionExpiryMs: 7 * day,
  interactionKeptMs: 90 * day,
  userLookupMs: 8 * second,
  userFoundMs: hour,
  userUnknownMs: 30 * second,
  userAwaitMs: 30 * second,
  userAwaitMaxMs: 6 * hour,
  queryTimeoutMs: 30 * second,
  closeGraceMs: 5 * second,
};

/** `first`, doubled `times` times, at most `max`. */
export const doubled = (first: number, times: number, max: number): number =>
  Math.min(max, first * 2 ** Math.min(times, 30));

/** The first multiple of `grid` that is not before `time`. */
export const onGrid = (time: number, grid: number): number => Math.ceil(time / grid) * grid;

/** A back-off that spreads callers: between half the delay and all of it; never less than the server asked for. */
export function backOff(
  delay: number,
  { random, atLeast = 0 }: { random: () => number; atLeast?: number },
): number {
  return Math.max(atLeast, Math.round(delay * (0.5 + random() / 2)));
}
