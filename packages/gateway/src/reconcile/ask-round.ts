import type { AppChannel } from '../config.ts';
import { inTransaction } from '../db/transaction.ts';
import type { LiveToken } from '../dynamics/holds.ts';
import type { StatusResult } from '../dynamics/results.ts';
import { onGrid } from '../timing.ts';
import { type Asking, afterAnswer, askRowsOf, readingOf } from './ask-outcome.ts';
import { claimAsks, dropAsks, keepAsks } from './ask-store.ts';
import {
  type ClaimedAsk,
  type ConfirmedAsk,
  loadAsked,
  settleAsked,
  settleHeld,
  wakeAfterVerdict,
} from './asked-store.ts';
import { inCalls } from './calls.ts';
import { logHeld, logOutcomes } from './record.ts';
import type { RoundOptions } from './round.ts';
import { askStatus } from './status.ts';

/** How much one round asks about: some full calls. */
const CLAIM = 1_000;

/** What was asked about, and the answer. */
interface Answer {
  claimed: ClaimedAsk;
  result: StatusResult;
}

/**
 * One round of asking for one app, about registrations that nobody waits for: claim what is due, ask in full calls,
 * write the verdicts down. What has none yet costs no write of its own: it is put together anew and asked about later.
 * Resolves with how many were asked about.
 *
 * Only a registration that still waits for the verdict on this very request takes it, so a claim that has run out or a
 * device that was dealt with meanwhile does no harm. The rows that were claimed go last: after a crash before that,
 * everything is asked again, and devices whose verdict is known already are looked at.
 */
export function createAskRound(options: RoundOptions): (app: AppChannel) => Promise<number> {
  const { pool, clock, timing, holds } = options;
  return async (app) => {
    const live = holds.liveToken(app);
    if (!live) return 0;
    const now = clock.now();
    const until = now + timing.leaseMs;
    const limit = Math.min(CLAIM, holds.room(app));
    const rows = await claimAsks(pool, { app: app.id, now, until, limit });
    if (rows.length === 0) return 0;
    const claimed = rows.flatMap(({ id: rowId, asks, ...batch }) =>
      asks.map((ask): ClaimedAsk => ({ ...batch, ask, rowId })),
    );
    const answers = await askAll(options, { app, live, deadline: until, claimed });
    const settling = { app, now: clock.now(), answers };
    const { again, changed } = await settle(options, settling);
    await inTransaction(pool, async (sql) => {
      const rowIds = rows.map(({ id }) => id);
      const dropped = await dropAsks(sql, rowIds, until);
      // A row that another process has claimed since is asked about there.
      const ours = again.filter(({ rowId = '' }) => dropped.has(rowId));
      await keepAsks(sql, askRowsOf(app.id, ours));
    });
    options.onChange(changed);
    return claimed.length;
  };
}

interface Asks {
  app: AppChannel;
  live: LiveToken;
  deadline: number;
  claimed: ClaimedAsk[];
}

async function askAll(options: RoundOptions, { app, live, deadline, claimed }: Asks): Promise<Answer[]> {
  // What was sent with an access token that has been refused since has no verdict to ask for.
  const isOrphan = ({ apiTokenId }: ClaimedAsk) => options.holds.isStopped(apiTokenId);
  const answers = await inCalls(
    claimed.filter((one) => !isOrphan(one)),
    async (part) => {
      const asks = part.map(({ ask, apiTokenId, traceId }) => ({
        requestId: ask.requestId,
        apiTokenId,
        traceId,
      }));
      const results = await askStatus(options, { app, live, deadline, asks });
      return results.flatMap((result, index): Answer[] => {
        const one = part[index];
        return one ? [{ claimed: one, result }] : [];
      });
    },
  );
  const orphans = claimed.filter(isOrphan);
  return [...answers, ...orphans.map((one): Answer => ({ claimed: one, result: { kind: 'token-refused' } }))];
}

interface Settling {
  app: AppChannel;
  now: number;
  answers: Answer[];
}

/** Writes down what the answers mean. Resolves with what to ask again and with the devices that have changed. */
async function settle(
  options: RoundOptions,
  { app, now, answers }: Settling,
): Promise<{ again: Asking[]; changed: string[] }> {
  const { pool, log, timing } = options;
  const [success, unsure, again]: [ConfirmedAsk[], Answer[], Asking[]] = [[], [], []];
  for (const answer of answers) {
    const reading = readingOf(options, answer.claimed, answer.result);
    if (reading.kind === 'held') success.push({ ...answer.claimed, isNew: reading.isNew });
    else if (reading.kind === 'again') again.push(reading.asking);
    else unsure.push(answer);
  }
  const held = await settleHeld(pool, { app: app.id, now }, success);
  const hashes = new Set(held.map(({ tokenHash }) => tokenHash));
  const missed = await loadAsked(
    pool,
    app.id,
    success.filter(({ ask }) => !hashes.has(ask.tokenHash)),
  );
  const others = await settleOthers(options, app, unsure);
  const unclear = [...missed, ...others.missed];
  // Locked by somebody at that moment: asked again soon. The rest is no longer about that request.
  const soon = onGrid(now + timing.firstRetryMs, timing.askGridMs);
  again.push(...unclear.filter(({ isCurrent }) => isCurrent).map((asked) => ({ ...asked, dueAt: soon })));
  const gone = unclear
    .filter(({ isCurrent }) => !isCurrent)
    .map(({ registration }) => registration.installationId);
  const heldBy = held.map(({ installationId }) => installationId);
  const doubtful = held.filter(({ isDoubtful }) => isDoubtful).map(({ installationId }) => installationId);
  await wakeAfterVerdict(pool, now, { held: heldBy, others: [...others.changed, ...gone, ...doubtful] });
  const requests = new Map(success.map(({ ask }) => [ask.tokenHash, ask.requestId]));
  for (const one of held) logHeld(log, { ...one, app: app.id, requestId: requests.get(one.tokenHash) });
  return { again, changed: [...heldBy, ...others.changed] };
}

/** Answers that the rows must be read for: refusals, wrong access tokens, no verdict for long. */
async function settleOthers(options: RoundOptions, app: AppChannel, answers: Answer[]) {
  const { pool, log } = options;
  const known = await loadAsked(
    pool,
    app.id,
    answers.map(({ claimed }) => claimed),
  );
  const results = new Map(answers.map(({ claimed, result }) => [claimed.ask.requestId, result]));
  const verdicts = known.flatMap((asked) => {
    const result = results.get(asked.ask.requestId);
    if (!asked.isCurrent || !result) return [];
    return [{ before: asked.registration, registration: afterAnswer(options, asked, result) }];
  });
  const holders = await settleAsked(
    pool,
    verdicts.map(({ registration }) => registration),
  );
  logOutcomes(
    log,
    verdicts.filter(({ registration }) => holders.has(registration.tokenHash)),
  );
  const missed = known.filter(({ registration }) => !holders.has(registration.tokenHash));
  return { missed, changed: [...holders.values()] };
}
