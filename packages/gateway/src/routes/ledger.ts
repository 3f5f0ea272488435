import type {
  Erasure,
  InstallationItem,
  LedgerLine,
  Ownership as OwnershipItem,
  Recipient,
} from '@journeys-push/contract/operator-gateway';
import { CodedError } from '@journeys-push/contract/problems';
import { InstallationId, RegistrationView, UserId } from '@journeys-push/contract/shell-gateway';
import type { Hono } from 'hono';
import * as z from 'zod';
import type { Parts } from '../assemble.ts';
import { anyInstallationIdOf, requireKey } from '../http/authenticate.ts';
import type { Env, Request } from '../http/context.ts';
import { pageOf, readPage, rowsFor } from '../http/page.ts';
import { readParam } from '../http/query.ts';
import { explainInstallation } from '../ledger/explain.ts';
import { type HistoryLine, history } from '../ledger/history.ts';
import { listInstallations } from '../ledger/installations.ts';
import { type Ownership, owners } from '../ledger/owners.ts';
import { personOf, readSpan, readSubject, readWhom } from '../ledger/questions.ts';
import { recipients, type Window } from '../ledger/recipients.ts';

/** A bigint of PostgreSQL. */
const Seq = z
  .string()
  .regex(/^\d{1,19}$/)
  .refine((text) => text.padStart(19, '0') <= '9223372036854775807');

/** What support and compliance ask (contract/routes/ledger.ts). */
export function ledgerRoutes(app: Hono<Env>, parts: Parts): void {
  const { pool, keys, clock, compliance } = parts;

  app.get('/v1/admin/installations', async (context) => {
    await requireKey(context, keys, 'read');
    const { limit, after } = readPage(context, InstallationId);
    const userId = readParam(context, 'userId', UserId);
    const person = userId === undefined ? undefined : await personOf(pool, userId);
    const filter = {
      userKeys: person?.map(({ key }) => key),
      app: readParam(context, 'app', z.string().max(100)),
      state: readParam(context, 'state', RegistrationView.shape.state),
      tokenTail: readParam(context, 'tokenTail', z.string().length(8)),
    };
    const { policy } = compliance.rules;
    const { items, last } = await listInstallations(pool, filter, { limit, ...(after && { after }), policy });
    return context.json(listed(items, last));
  });

  app.get('/v1/admin/installations/:id', async (context) => {
    await requireKey(context, keys, 'read');
    const options = { sql: pool, now: clock.now(), ...compliance };
    return context.json(await explainInstallation(options, anyInstallationIdOf(context)));
  });

  app.get('/v1/admin/installations/:id/owners', async (context) => {
    await requireKey(context, keys, 'read');
    const id = anyInstallationIdOf(context);
    const page = readPage(context, Seq);
    const span = readSpan(context, clock.now());
    const rows = await owners(pool, id, { ...page, span, limit: rowsFor(page) });
    return context.json(pageOf(rows, { ...page, keyOf: seqOf, itemOf: ownershipOf }));
  });

  app.get('/v1/admin/recipients', async (context) => {
    await requireKey(context, keys, 'read');
    const page = readPage(context, Seq);
    const span = readSpan(context, clock.now());
    const rows = await recipients(pool, await readWhom(context, pool), {
      ...page,
      span,
      limit: rowsFor(page),
    });
    return context.json(pageOf(rows, { ...page, keyOf: seqOf, itemOf: recipientOf }));
  });

  app.get('/v1/admin/ledger', async (context) => {
    await requireKey(context, keys, 'read');
    const page = readPage(context, Seq);
    const rows = await history(pool, await readSubject(context, pool), { ...page, limit: rowsFor(page) });
    return context.json(pageOf(rows, { ...page, keyOf: seqOf, itemOf: lineOf }));
  });

  personRoutes(app, parts);
}

function personRoutes(app: Hono<Env>, { pool, keys, compliance: { erasing } }: Parts): void {
  app.get('/v1/admin/users/:userId', async (context) => {
    await requireKey(context, keys, 'read');
    const person = await personOf(pool, userIdOf(context));
    const ids = person.map(({ key: userKey, firstSeen, ...ids }) => ({
      ...ids,
      userKey,
      firstSeen: firstSeen.toISOString(),
    }));
    return context.json({ ids });
  });

  app.delete('/v1/admin/users/:userId', async (context) => {
    const { id } = await requireKey(context, keys, 'admin');
    const userId = userIdOf(context);
    const traceId = context.get('traceId');
    return erasureAnswer(context, await erasing.request({ userId, actor: `key:${id}`, traceId }));
  });

  app.get('/v1/admin/erasures/:erasureId', async (context) => {
    await requireKey(context, keys, 'admin');
    const parsed = z.uuid().safeParse(context.req.param('erasureId'));
    const erasure = parsed.success ? await erasing.read(parsed.data) : undefined;
    if (!erasure) throw new CodedError('erasure-unknown');
    return context.json({ erasure });
  });
}

/** 202: Dynamics is still being cleaned up. */
const erasureAnswer = (context: Request, erasure: Erasure | undefined): Response =>
  context.json({ ...(erasure && { erasure }) }, erasure?.state === 'cleaning' ? 202 : 200);

function userIdOf(context: Request): string {
  const parsed = UserId.safeParse(context.req.param('userId'));
  if (parsed.success) return parsed.data;
  throw new CodedError('user-id-invalid');
}

const listed = (items: InstallationItem[], last: string | undefined) => ({
  items,
  ...(last && { next: Buffer.from(JSON.stringify(last)).toString('base64url') }),
});

const seqOf = ({ seq }: { seq: string }): string => seq;

function recipientOf({ seq: _, requestId, from, until, ...row }: Window): Recipient {
  return {
    ...row,
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
    ...(requestId && { requestId }),
  };
}

function ownershipOf({ userKey, userId, from, until, traceId, proof }: Ownership): OwnershipItem {
  return {
    userKey,
    ...(userId && { userId }),
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
    traceId,
    ...(proof && { proof }),
  };
}

function lineOf({ at, userKey, userId, before, after, ...row }: HistoryLine): LedgerLine {
  return {
    ...row,
    at: at.toISOString(),
    ...(userKey && { userKey }),
    ...(userId && { userId }),
    ...(before && { before: { ...before } }),
    ...(after && { after: { ...after } }),
  };
}
