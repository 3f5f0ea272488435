import { AnyInstallationId } from '@journeys-push/contract/backend-gateway';
import { CodedError } from '@journeys-push/contract/problems';
import { UserId } from '@journeys-push/contract/shell-gateway';
import * as z from 'zod';
import type { Sql } from '../db/connect.ts';
import type { Request } from '../http/context.ts';
import { readParam } from '../http/query.ts';
import type { Subject } from './history.ts';
import { findPerson, type PersonRow } from './people.ts';
import type { Span } from './span.ts';

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** `?at=`, or `?since=&until=`. @throws CodedError `query-invalid` */
export function readSpan(context: Request, now: number): Span {
  const at = readParam(context, 'at', moment);
  const since = readParam(context, 'since', moment);
  const until = readParam(context, 'until', moment);
  if (at !== undefined) {
    if (since === undefined && until === undefined) return { since: at, until: at };
    throw new CodedError('query-invalid', 'at: leave out since and until, or at.');
  }
  return { since: since ?? 0, until: until ?? now };
}

/** The rows of a person who must be known. @throws CodedError `user-not-held` */
export async function personOf(sql: Sql, userId: string): Promise<PersonRow[]> {
  const rows = await findPerson(sql, userId);
  if (rows.length === 0) throw new CodedError('user-not-held');
  return rows;
}

/** Who is asked about: `?userId=` or `?userKey=`. */
async function readKeys(context: Request, sql: Sql): Promise<string[] | undefined> {
  const userId = readParam(context, 'userId', UserId);
  const userKey = readParam(context, 'userKey', z.uuid());
  if (userId && userKey) throw new CodedError('query-invalid', 'userKey: leave it out, or userId.');
  if (userKey) return [userKey];
  return userId === undefined ? undefined : (await personOf(sql, userId)).map(({ key }) => key);
}

/** @throws CodedError `query-invalid`, `user-not-held` */
export async function readWhom(context: Request, sql: Sql): Promise<string[]> {
  const keys = await readKeys(context, sql);
  if (keys) return keys;
  throw new CodedError('query-invalid', 'Name userId or userKey.');
}

/** Whose history: exactly one parameter names it. @throws CodedError `query-invalid`, `user-not-held` */
export async function readSubject(context: Request, sql: Sql): Promise<Subject> {
  const installationId = readParam(context, 'installationId', AnyInstallationId)?.toLowerCase();
  const traceId = readParam(context, 'traceId', z.string().regex(/^[0-9a-f]{32}$/, '32 hex digits'));
  const requestId = readParam(context, 'requestId', z.string().min(1).max(200));
  const userKeys = await readKeys(context, sql);
  const named: Subject[] = [
    ...(installationId ? [{ installationId }] : []),
    ...(traceId ? [{ traceId }] : []),
    ...(requestId ? [{ requestId }] : []),
    ...(userKeys ? [{ userKeys }] : []),
  ];
  const [subject, another] = named;
  if (subject && !another) return subject;
  throw new CodedError(
    'query-invalid',
    'Name exactly one of installationId, userId, userKey, traceId and requestId.',
  );
}
