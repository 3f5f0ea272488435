import { DynamicsId } from '@journeys-push/contract/gateway-dynamics';
import { CodedError, type ProblemCode } from '@journeys-push/contract/problems';
import type { Log } from '../log.ts';
import { traceIdFrom } from '../trace.ts';
import { textOf } from './claim.ts';
import type { Rule, Users } from './config.ts';
import type { Failure } from './dataverse/answer.ts';
import { idQuestion, isKey, type Question } from './dataverse/query.ts';
import type { Found } from './found.ts';
import type { LookUp } from './look-up.ts';

/** Which Dynamics record an app user is, or why none. Never a guess. */
export type UserMatch = { dynamicsUserId: string } | UserProblem;

export interface UserProblem {
  problem: Extract<
    ProblemCode,
    'user-id-unmapped' | 'user-unknown' | 'user-ambiguous' | 'user-lookup-unavailable'
  >;
  /** When to ask again, if that is known. */
  retryAfterMs?: number | undefined;
  /** Why Dataverse could not be asked: for an operator. */
  failure?: Failure;
}

/** For the one who asked; `retryAfterMs`, where it has one, becomes `Retry-After`. */
export function userError({ problem, retryAfterMs }: UserProblem): CodedError {
  return Object.assign(new CodedError(problem), retryAfterMs === undefined ? {} : { retryAfterMs });
}

/** What else is known about who asks. */
export interface Asked {
  traceId?: string | undefined;
  /** Of a token that was verified; of any other they must not be given. */
  claims?: Readonly<Record<string, unknown>> | undefined;
  /** The record that they own the device as, where nobody has brought the claims again by which it was found. */
  known?: string | undefined;
}

export type ResolveUser = (userId: string, asked?: Asked) => Promise<UserMatch>;

export interface UserResolverOptions {
  users: Pick<Users, 'table' | 'rules' | 'verify'>;
  lookUp: LookUp;
  log: Pick<Log, 'warn' | 'error'>;
}

/**
 * App user → Dynamics record: a GUID (dashed, or 32 hex as profile ids are) is the record's id itself and is sent as
 * obtained (facts: dynamics.md §10.15), verified if the configuration says so; anything else needs an entry of the
 * table, or a rule that finds one record.
 */
export function createUserResolver({ users, lookUp, log }: UserResolverOptions): ResolveUser {
  const byUserId = new Map(Object.entries(users.table));
  return async (userId, { traceId = traceIdFrom(undefined), claims, known } = {}) => {
    const isId = DynamicsId.safeParse(userId).success;
    const dynamicsUserId = isId && !users.verify ? userId : byUserId.get(userId);
    if (dynamicsUserId) return { dynamicsUserId };
    const rules = claims || !known ? users.rules : beforeClaims(users.rules);
    const questions = isId
      ? (users.verify ?? []).map((entity) => idQuestion(entity, userId))
      : questionsOf(rules, userId, claims);
    const found = await byRules(questions, (question) => lookUp(question, traceId));
    if ('failure' in found) tell(log, found.failure, traceId);
    // The next rule would have looked for a claim, and that is how they were found.
    if (known && !isId && rules.length < users.rules.length && isNobody(found))
      return { dynamicsUserId: known };
    return found;
  };
}

/** Those up to the first that looks for a claim. */
function beforeClaims(rules: Rule[]): Rule[] {
  const first = rules.findIndex(({ claim }) => claim !== undefined);
  return first < 0 ? rules : rules.slice(0, first);
}

const isNobody = (match: UserMatch): boolean =>
  'problem' in match && (match.problem === 'user-unknown' || match.problem === 'user-id-unmapped');

/** The rules in their order, as far as there is a value to look for. */
function questionsOf(rules: Rule[], userId: string, claims: Asked['claims'] = {}): Question[] {
  return rules.flatMap(({ claim, entity, column, activeOnly = entity !== 'profile' }) => {
    const value = claim === undefined ? userId : textOf(Object.hasOwn(claims, claim) ? claims[claim] : null);
    if (value === undefined) return [];
    if (!isKey(entity, column)) return [{ entity, column, activeOnly, value }];
    // What is no id cannot be a record's.
    return DynamicsId.safeParse(value).success ? [{ ...idQuestion(entity, value), activeOnly }] : [];
  });
}

/** The first rule that finds somebody decides; one that cannot be asked leaves it undecided, whatever the next would say. */
async function byRules(
  questions: Question[],
  ask: (question: Question) => Promise<Found>,
): Promise<UserMatch> {
  for (const question of questions) {
    const found = await ask(question);
    if (found.kind === 'found') return { dynamicsUserId: found.id };
    if (found.kind === 'ambiguous') return { problem: 'user-ambiguous' };
    if (found.kind === 'unknown') continue;
    const retryAfterMs = found.kind === 'later' ? found.retryAfterMs : undefined;
    return { problem: 'user-lookup-unavailable', retryAfterMs, failure: found };
  }
  return { problem: questions.length > 0 ? 'user-unknown' : 'user-id-unmapped' };
}

/** That it was held back is no news: what held it back was told. */
function tell(log: UserResolverOptions['log'], failure: Failure | undefined, traceId: string): void {
  if (!failure || failure.isHeld) return;
  const line = { code: 'user-lookup-failed', traceId, cause: failure.cause };
  if (failure.kind === 'later') log.warn(line, 'Dataverse could not be asked who a user is');
  else log.error({ ...line, hint: failure.hint }, 'Dataverse refused to say who a user is');
}
