import { CodedError } from '@journeys-push/contract/problems';
import type { Hono } from 'hono';
import * as z from 'zod';
import type { ApiKey } from '../access/key.ts';
import type { Parts } from '../assemble.ts';
import type { ExportFilter, ExportKind, ExportQuery } from '../exports/columns.ts';
import { type ExportFormat, MEDIA_TYPES } from '../exports/format.ts';
import { installationsExport } from '../exports/installations.ts';
import { ledgerExport } from '../exports/ledger.ts';
import { requireKey } from '../http/authenticate.ts';
import type { Env, Request } from '../http/context.ts';
import { cutWhereBroken } from '../http/cut.ts';
import { readParam } from '../http/query.ts';

/** Tables of any size, streamed (contract/routes/ledger.ts). */
export function exportRoutes(app: Hono<Env>, parts: Parts): void {
  const { pool, keys, vault } = parts;

  app.get('/v1/admin/exports/ledger', async (context) => {
    const key = await requireKey(context, keys, 'read');
    const filter = readFilter(context);
    const query = await ledgerExport(pool, filter);
    return answer(context, parts, { kind: 'ledger', key, filter, query, tokens: false });
  });

  app.get('/v1/admin/exports/installations', async (context) => {
    const key = await requireKey(context, keys, 'read');
    const filter = readFilter(context);
    const tokens = readParam(context, 'tokens', z.literal('clear')) === 'clear';
    if (tokens && !key.scopes.includes('tokens')) {
      throw new CodedError('key-scope', 'Tokens in the clear want a key with the scope tokens.');
    }
    const query = installationsExport(filter, tokens ? vault : undefined);
    return answer(context, parts, { kind: 'installations', key, filter, query, tokens });
  });
}

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const readFilter = (context: Request): ExportFilter => ({
  since: readParam(context, 'since', moment),
  until: readParam(context, 'until', moment),
  app: readParam(context, 'app', z.string().max(100)),
});

interface Order {
  kind: ExportKind;
  key: ApiKey;
  filter: ExportFilter;
  query: ExportQuery;
  tokens: boolean;
}

async function answer(
  context: Request,
  { compliance: { exports }, clock }: Parts,
  { kind, key, filter, query, tokens }: Order,
): Promise<Response> {
  const format: ExportFormat = readParam(context, 'format', z.enum(['ndjson', 'csv'])) ?? 'ndjson';
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  const headers = {
    'content-type': MEDIA_TYPES[format],
    'content-disposition': `attachment; filename="${kind}-${day}.${format}"`,
    'cache-control': 'no-store',
  };
  // Nobody would read the rows, nor end them.
  if (context.req.method === 'HEAD') return context.body(null, 200, headers);
  const { since, until, app } = filter;
  const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());
  const body = await exports.open({
    kind,
    query,
    format,
    actor: `key:${key.id}`,
    traceId: context.get('traceId'),
    details: { since: iso(since), until: iso(until), app, tokens },
  });
  return context.body(cutWhereBroken(body, context.env?.outgoing), 200, headers);
}
