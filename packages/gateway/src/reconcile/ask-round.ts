import type { AppChannel } from '../config.ts';
import { inTransaction } from '../db/transaction.ts';
import type { LiveToken } from '../dynamics/holds.ts';
import type { StatusResult } from '../dynamics/results.ts';
import { onGrid } from '../timing.ts';
import { type Asking, afterAnswer, askRowsOf } from './ask-outcome.ts';
import { claimAsks, dropAsks, keepAsks } from './ask-store.ts';
import { type Asked, loadAsked, settleAsked, wakeAfterVerdict } from './asked-store.ts';
import { inCalls } from './calls.ts';
import { logOutcomes } from './record.ts';
import type { RoundOptions } from './round.ts';
import { askStatus } from './status.ts';

/** How much one round asks about: some full calls. */
const CLAIM = 1_000;

/** A registration that was asked about, and the answer; `undefined`: it is no longer about that request. */
interface Answer {
  asked: Asked;
  result: StatusResult | undefined;
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
    const claimed = await claimAsks(pool, { app: app.id, now, until, limit });
    if (claimed.length === 0) return 0;
    const known = await loadAsked(pool, app.id, claimed);
    const answers = await askAll(options, { app, live, deadline: until, known });
    const claim = { app, until, rowIds: claimed.map(({ id }) => id) };
    options.onChange(await settle(options, claim, answers));
    return claimed.reduce((sum, { asks }) => sum + asks.length, 0);
  };
}

interface Asks {
  app: AppChannel;
  live: LiveToken;
  deadline: number;
  known: Asked[];
}

async function askAll(options: RoundOptions, { app, live, deadline, known }: Asks): Promise<Answer[]> {
  const isOrphan = ({ registration: { apiTokenId = '' } }: Asked) => options.holds.isStopped(apiTokenId);
  const askable = known.filter((asked) => asked.isCurrent && !isOrphan(asked));
  const answers = await inCalls(askable, async (part) => {
    const registrations = part.map(({ registration }) => registration);
    const results = await askStatus(options, { app, live, deadline, registrations });
    return part.map((asked, index): Answer => ({ asked, result: results[index] }));
  });
  const others = known.filter((asked) => !askable.includes(asked));
  // What was sent with an access token that has been refused since has no verdict to ask for.
  const orphan: StatusResult = { kind: 'token-refused' };
  return [...answers, ...others.map((asked) => ({ asked, result: asked.isCurrent ? orphan : undefined }))];
}

interface Claim {
  app: AppChannel;
  until: number;
  rowIds: string[];
}

/** Resolves with the devices that something has happened to. */
async function settle(options: RoundOptions, claim: Claim, answers: Answer[]): Promise<string[]> {
  const { pool, clock, timing, log } = options;
  const now = clock.now();
  const outcomes = answers.map(({ asked, result }) => afterAnswer(options, asked, result));
  const verdicts = outcomes.flatMap((outcome) => (outcome.kind === 'changed' ? [outcome] : []));
  const holders = await settleAsked(
    pool,
    verdicts.map(({ registration }) => registration),
  );
  const settled = verdicts.filter(({ registration }) => holders.has(registration.tokenHash));
  // Locked by somebody at that moment: asked again soon.
  const locked = verdicts.filter(({ registration }) => !holders.has(registration.tokenHash));
  const gone = outcomes.flatMap((outcome) => (outcome.kind === 'gone' ? [outcome.installationId] : []));
  const again = outcomes.flatMap((outcome): Asking[] => (outcome.kind === 'again' ? [outcome] : []));
  again.push(
    ...locked.map(({ asked }) => ({ ...asked, dueAt: onGrid(now + timing.firstRetryMs, timing.askGridMs) })),
  );
  const holderOf = (wanted: boolean) =>
    settled.flatMap(({ registration: { state, tokenHash } }) =>
      (state === 'held') === wanted ? [holders.get(tokenHash) ?? ''] : [],
    );
  await wakeAfterVerdict(pool, now, { held: holderOf(true), others: [...holderOf(false), ...gone] });
  await inTransaction(pool, async (sql) => {
    const dropped = await dropAsks(sql, claim.rowIds, claim.until);
    // A row that another process has claimed since is asked about there.
    const ours = again.filter(({ rowId }) => dropped.has(rowId));
    await keepAsks(sql, askRowsOf(claim.app.id, ours));
  });
  logOutcomes(log, settled);
  return [...holders.values()];
}
