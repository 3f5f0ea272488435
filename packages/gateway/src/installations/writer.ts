import type { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import type { Sql } from '../db/connect.ts';
import { inTransaction, isRowsFault, retrying, violates } from '../db/transaction.ts';
import { appendLedger } from '../ledger/ledger.ts';
import type { Timing } from '../timing.ts';
import { createBatches } from './batches.ts';
import { type Moment, type News, type NewsResult, type Wish, writeNews } from './news-store.ts';
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

export interface WriteOptions {
  /** Take the token from whoever holds it. */
  force?: boolean;
  /** What is wished, where that depends on what is there: asked in the transaction that writes, which is its own. */
  decide?: (sql: Sql) => Promise<Wish | undefined>;
}

/** The one way to write installations and their owners: gathered into batches, durable when a promise resolves. */
export interface Writer {
  write(news: News, options?: WriteOptions): Promise<WriteResult>;
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
      const news = wanted.filter(({ decide }) => !decide).map((one) => one.news);
      const results = news.length === 0 ? [] : await writeTogether(news);
      results.forEach(({ isDue }, index) => {
        const one = news[index];
        if (isDue && one) onAccepted?.(one.id, one.traceId);
      });
      if (results.some(({ isDue }) => isDue)) wake();
      const inOrder = results.values();
      return wanted.map(({ decide }) => (decide ? UNWRITTEN : (inOrder.next().value ?? UNWRITTEN)));
    },
    finish: (wanted, { outcome }) => (outcome === 'contested' ? claim(wanted) : undefined),
    isItemsFault: isRowsFault,
  });

  async function writeTogether(news: News[]): Promise<NewsResult[]> {
    const results = await retrying(() => writeNews(pool, news, moment())).catch((error: unknown) =>
      contestedBy(error, news),
    );
    onBatch?.(news.length);
    return results;
  }

  async function claim(wanted: Wanted): Promise<WriteResult> {
    const { news } = wanted;
    const once = () => claimToken({ pool, moment: moment(), timing, ...wanted });
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
    async write(news, options = {}) {
      const result = await batches.add({ news, ...options });
      const { outcome } = result;
      if (outcome === 'contested') throw new Error('a contested token was left as it was');
      return { ...result, outcome };
    },
    close: batches.close,
  };
}

interface Wanted extends WriteOptions {
  news: News;
}

/** What is not written together with others is written by itself afterwards. */
const UNWRITTEN: NewsResult = { outcome: 'contested', isNew: false, isDue: false };

const TOKEN_TAKEN = 'one_installation_per_token';

/** Another installation has claimed the token at the same moment: the second look meets it as the holder. */
function contestedBy(error: unknown, { length }: News[]): NewsResult[] {
  if (length > 1 || !violates(error, TOKEN_TAKEN)) throw error;
  return [UNWRITTEN];
}

interface Claim extends Wanted {
  pool: Pool;
  moment: Moment;
  timing: Pick<Timing, 'tokenHeldMs'>;
}

/** Takes the token from its holder, unless that one was seen a short while ago. */
async function claimToken({ pool, moment, timing, ...wanted }: Claim): Promise<WriteResult> {
  const { now } = moment;
  const { force, decide } = wanted;
  const { id, traceId } = wanted.news;
  return inTransaction(pool, async (sql): Promise<WriteResult> => {
    const wish = await decide?.(sql);
    const news = { ...wanted.news, ...(wish && { wish }) };
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
