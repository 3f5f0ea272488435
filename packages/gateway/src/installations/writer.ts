import type { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import type { Sql } from '../db/connect.ts';
import { inTransaction, isRowsFault, retrying, violates } from '../db/transaction.ts';
import { appendLedger } from '../ledger/ledger.ts';
import type { Timing } from '../timing.ts';
import { createBatches } from './batches.ts';
import { type Moment, type News, type NewsResult, writeNews } from './news-store.ts';
import { findInstallation } from './store.ts';
import { holderOf, takeToken } from './token-store.ts';

export interface WriterOptions {
  pool: Pool;
  clock: Clock;
  timing: Pick<Timing, 'renewAfterMs' | 'refusedRetryMs' | 'tokenHeldMs'>;
  /** Something has become due. */
  wake: () => void;
  /** Told how many were written by one statement. */
  onBatch?: (size: number) => void;
  /** Told of each that is to be registered now, once that is durable. */
  onAccepted?: (installationId: string, traceId: string) => void;
}

export interface WriteResult extends Omit<NewsResult, 'outcome'> {
  /** `token-in-use`: its holder was seen a short while ago; that is in the ledger. */
  outcome: Exclude<NewsResult['outcome'], 'contested'> | 'token-in-use';
}

/** The one way to write installations and their owners: gathered into batches, durable when a promise resolves. */
export interface Writer {
  /** `force`: take the token from whoever holds it. */
  write(news: News, options?: { force?: boolean }): Promise<WriteResult>;
  /** Takes nothing more; resolves when everything is written. */
  close(): Promise<void>;
}

export function createWriter({ pool, clock, timing, wake, onBatch, onAccepted }: WriterOptions): Writer {
  const moment = (): Moment => {
    const now = clock.now();
    return { now, renewBefore: now - timing.renewAfterMs, retryBefore: now - timing.refusedRetryMs };
  };
  const batches = createBatches<Wanted, NewsResult | WriteResult>({
    keysOf: ({ news: { id, self } }) => (self?.token ? [id, self.token.hash.toString('base64')] : [id]),
    async write(wanted) {
      const news = wanted.map((one) => one.news);
      const results = await retrying(() => writeNews(pool, news, moment())).catch((error: unknown) =>
        contestedBy(error, news),
      );
      onBatch?.(news.length);
      results.forEach(({ isDue }, index) => {
        const one = news[index];
        if (isDue && one) onAccepted?.(one.id, one.traceId);
      });
      if (results.some(({ isDue }) => isDue)) wake();
      return results;
    },
    finish: (wanted, { outcome }) => (outcome === 'contested' ? claim(wanted) : undefined),
    isItemsFault: isRowsFault,
  });

  async function claim({ news, force }: Wanted): Promise<WriteResult> {
    const once = () => claimToken({ pool, moment: moment(), timing, force }, news);
    const claimed = await once().catch((error: unknown) => {
      if (violates(error, TOKEN_TAKEN)) return once();
      throw error;
    });
    if (claimed.isDue) {
      onAccepted?.(news.id, news.traceId);
      wake();
    }
    return claimed;
  }

  return {
    async write(news, { force = false } = {}) {
      const result = await batches.add({ news, force });
      const { outcome } = result;
      if (outcome === 'contested') throw new Error('a contested token was left as it was');
      return { ...result, outcome };
    },
    close: batches.close,
  };
}

/** `force`: take the token from whoever holds it. */
interface Wanted {
  news: News;
  force: boolean;
}

const TOKEN_TAKEN = 'one_installation_per_token';

/** Another installation has claimed the token at the same moment: the second look meets it as the holder. */
function contestedBy(error: unknown, { length }: News[]): NewsResult[] {
  if (length > 1 || !violates(error, TOKEN_TAKEN)) throw error;
  return [{ outcome: 'contested', isNew: false, isDue: false }];
}

interface Claim {
  pool: Pool;
  moment: Moment;
  timing: Pick<Timing, 'tokenHeldMs'>;
  force: boolean;
}

/** Takes the token from its holder, unless that one was seen a short while ago. */
async function claimToken({ pool, moment, timing, force }: Claim, news: News): Promise<WriteResult> {
  const { now } = moment;
  const { id, traceId } = news;
  return inTransaction(pool, async (sql): Promise<WriteResult> => {
    const claim = await claimOf(sql, news);
    const holder = claim && (await holderOf(sql, claim));
    if (claim && holder && !force && holder.lastSeen > now - timing.tokenHeldMs) {
      const after = { token: claim.tokenHash.toString('hex') };
      const entry = { installationId: id, app: claim.app, userKey: undefined, traceId, after };
      await appendLedger(sql, now, [{ ...entry, cause: 'token-refused' }]);
      return { outcome: 'token-in-use', isNew: false, isDue: false };
    }
    if (holder) await takeToken(sql, holder, { now, traceId });
    const [result] = await writeNews(sql, [news], moment);
    if (!result) throw new Error('an installation was not written');
    const { outcome } = result;
    if (outcome === 'contested') throw new TokenMoved();
    return { ...result, outcome };
  });
}

/** Somebody else has taken the token since its holder was looked for: once more. */
class TokenMoved extends Error {
  /** serialization_failure */
  readonly code = '40001';
}

/** The token that the news is about: its own, or the known one under another app. */
async function claimOf(sql: Sql, { id, self }: News) {
  const tokenHash = self?.token?.hash ?? (await findInstallation(sql, id))?.tokenHash;
  return self && tokenHash ? { installationId: id, app: self.app, tokenHash } : undefined;
}
