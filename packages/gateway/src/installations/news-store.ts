import type { DeviceFacts } from '@journeys-push/contract/shell-gateway';
import type { Sql } from '../db/connect.ts';

/** A push token as it is kept (vault/vault.ts). */
export interface KeptToken {
  sealed: Buffer;
  hash: Buffer;
  tail: string;
  environment: string | null;
}

/** What an installation says it is now, ready to be written. */
export interface SelfDescription {
  /** The mobile app channel. */
  app: string;
  platform: 'ios' | 'android';
  appId: string;
  facts: DeviceFacts | Record<string, unknown>;
  notificationsEnabled: boolean;
  /** Null: no news, the known one stays. */
  token: KeptToken | null;
}

/** How an owner was proved: not at all, by a signed identity token, or by a backend's API key. */
export type Proof = 'none' | 'identity-token' | 'api-key';

/**
 * Who should own an installation. `kept`: they were proved when they came; nobody else is bound so. `waitedUntil`: until
 * when a caller waits for the verdict.
 */
export type Wish =
  | { kind: 'bind'; userId: string; dynamicsUserId: string; proof: Proof | 'kept'; waitedUntil: number }
  | { kind: 'unbind'; waitedUntil: number };

/** What one request says about an installation. */
export interface News {
  id: string;
  traceId: string;
  self?: SelfDescription;
  /** It may be new: a shell that enrols, or a backend that registers it without secrets. */
  creates?: 'registered' | { credentialHash: Buffer; enrollmentHash: Buffer };
  wish?: Wish;
}

export interface NewsResult {
  /**
   * `unknown`: no such installation · `foreign`: another enrolment key has the id · `contested`: another installation
   * holds the token · `unproved`: no proof was kept. Of these nothing was written.
   */
  outcome: 'written' | 'unknown' | 'foreign' | 'contested' | 'unproved';
  isNew: boolean;
  /** Something is to be done for it in Dynamics. */
  isDue: boolean;
  /** What there is to know where nothing of it is known in Dynamics yet. */
  untold?: Untold;
}

/** An installation of which nothing is known in Dynamics, just bound. */
export interface Untold {
  since: number;
  hasToken: boolean;
  notificationsEnabled: boolean;
}

interface Row {
  n: number;
  outcome: NewsResult['outcome'];
  is_new: boolean;
  is_due: boolean;
  is_untold: boolean;
  since: Date | null;
  has_token: boolean;
  is_allowed: boolean;
}

export interface Moment {
  now: number;
  /** A confirmation from before this is renewed. */
  renewBefore: number;
  /** A refusal from before this is tried again. */
  retryBefore: number;
}

/**
 * Writes news in one call (migration 000012), all of it or nothing. Ids and tokens must be distinct. What bears on a
 * registration makes the installation due; what is said again writes nothing.
 */
export async function writeNews(sql: Sql, news: News[], moment: Moment): Promise<NewsResult[]> {
  const { rows } = await sql.query<Row>('select * from write_installations($1, $2, $3, $4)', [
    JSON.stringify(news.map(rowOf)),
    new Date(moment.now),
    new Date(moment.renewBefore),
    new Date(moment.retryBefore),
  ]);
  const results: NewsResult[] = [];
  for (const row of rows) results[row.n] = resultOf(row);
  return results;
}

function resultOf({ outcome, is_new: isNew, is_due: isDue, ...row }: Row): NewsResult {
  if (!row.is_untold || !row.since) return { outcome, isNew, isDue };
  const { has_token: hasToken, is_allowed: notificationsEnabled } = row;
  return { outcome, isNew, isDue, untold: { since: row.since.getTime(), hasToken, notificationsEnabled } };
}

/** As the type `installation_news` names it. */
function rowOf({ id, traceId, self, creates, wish }: News, n: number): object {
  return {
    n,
    id,
    trace_id: traceId,
    says: self !== undefined,
    creates: creates !== undefined,
    ...(self && {
      app: self.app,
      platform: self.platform,
      app_id: self.appId,
      facts: self.facts,
      notifications_enabled: self.notificationsEnabled,
    }),
    ...(self?.token && {
      token_sealed: bytes(self.token.sealed),
      token_hash: bytes(self.token.hash),
      token_tail: self.token.tail,
      token_environment: self.token.environment,
    }),
    ...(typeof creates === 'object' && {
      credential_hash: bytes(creates.credentialHash),
      enrollment_hash: bytes(creates.enrollmentHash),
    }),
    ...(wish && { wish: wish.kind, waited_until: new Date(wish.waitedUntil) }),
    ...(wish?.kind === 'bind' && {
      user_id: wish.userId,
      dynamics_user_id: wish.dynamicsUserId,
      proof: wish.proof,
    }),
  };
}

const bytes = (buffer: Buffer): string => `\\x${buffer.toString('hex')}`;
