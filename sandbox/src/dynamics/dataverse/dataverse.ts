import { randomUUID } from 'node:crypto';
import type { TimelinePort } from '../../timeline.ts';
import { traceIdOf } from '../../trace.ts';
import { sameId } from '../channel/devices.ts';
import type { AccessTokens } from '../entra/access-tokens.ts';
import type { DynamicsState } from '../state.ts';
import { type ApplicationUser, callerOf, readDepth } from './caller.ts';
import { badQuery, noSuchRow, notImitated, ODataRefusal, unknownSegment } from './errors.ts';
import { type Query, readQuery, runQuery, skipToken } from './query.ts';
import { type Resource, readResource, VERSIONS } from './resource.ts';
import { rowOf } from './rows.ts';
import { readableRows, schemaOf } from './tables.ts';
import { createThrottle, type LimitControls, type Remaining } from './throttle.ts';
import { updateRow } from './write.ts';

export interface DataverseParts {
  state: Pick<DynamicsState, 'people' | 'directory' | 'organizationId'>;
  timeline: TimelinePort;
  tokens: AccessTokens;
  /** The sandbox's clock: the throttle's window. */
  now(): number;
  wait(milliseconds: number): Promise<unknown>;
}

/** One call of the Web API. */
export interface DataverseCall {
  request: Request;
  /** `https://…`, by which the client came. */
  origin: string;
  /** How much longer it takes than it should; counts as execution time. */
  delayMs: number;
}

/** The Web API subset that a user mapping needs (facts: dynamics.md §7), with its service protection (§4). */
export function createDataverse(parts: DataverseParts): {
  answer(call: DataverseCall): Promise<Response>;
  limits: LimitControls;
} {
  const { state, timeline, now, wait } = parts;
  const throttle = createThrottle({ now });

  async function answer(call: DataverseCall): Promise<Response> {
    const { request, origin, delayMs } = call;
    const traceId = traceIdOf(request);
    let user: ApplicationUser | undefined;
    let response: Response;
    try {
      const authorization = request.headers.get('authorization') ?? undefined;
      user = await callerOf({ directory: state.directory, tokens: parts.tokens }, { authorization, origin });
      const entered = throttle.enter(user.id);
      if ('code' in entered) {
        const { code, message, retryAfter } = entered;
        throw new ODataRefusal(429, code, { message, headers: { 'retry-after': `${retryAfter}` } });
      }
      try {
        if (delayMs > 0) await wait(delayMs);
        response = await serve(state, { ...call, user });
      } finally {
        entered.done();
      }
    } catch (error) {
      if (!(error instanceof ODataRefusal)) throw error;
      response = refuse(error);
    }
    record(timeline, { request, response, traceId });
    if (user) addLimits(response.headers, throttle.remaining(user.id));
    return response;
  }
  return { answer, limits: throttle.limits };
}

type Served = DataverseCall & { user: ApplicationUser };

async function serve(state: DataverseParts['state'], call: Served): Promise<Response> {
  const { request, origin, user } = call;
  const { pathname, searchParams } = new URL(request.url);
  const [, version = '', path = ''] = /^\/api\/data\/([^/]*)\/?(.*)$/s.exec(decodePath(pathname)) ?? [];
  if (!VERSIONS.includes(version)) throw unknownSegment(version);
  const { method } = request;
  if (method !== 'GET' && method !== 'PATCH')
    throw notImitated(`${method} of ${path || 'the service document'}`);
  if (path === '' || path === '$metadata') throw notImitated('the service document and $metadata');
  const resource = readResource(path);
  const base = `${origin}/api/data/${version}`;
  if (method === 'PATCH') {
    if (resource.kind !== 'row') throw notImitated(`${method} of ${path}`);
    const id = await updateRow(state, { resource, user, request });
    const headers = { ...ALWAYS(), 'odata-entityid': `${base}/${resource.table.set}(${id})` };
    return new Response(null, { status: 204, headers });
  }
  if (resource.kind === 'who-am-i') {
    const { organizationId } = state;
    const context = `${base}/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`;
    const who = { BusinessUnitId: organizationId, UserId: user.id, OrganizationId: organizationId };
    return json({ '@odata.context': context, ...who });
  }
  return read(state, { call, resource, base, searchParams });
}

interface Read {
  call: Served;
  resource: Exclude<Resource, { kind: 'who-am-i' }>;
  base: string;
  searchParams: URLSearchParams;
}

function read(state: DataverseParts['state'], { call, resource, base, searchParams }: Read): Response {
  const { table } = resource;
  const known = resource.kind === 'row' && resource.id ? [state.people.get(sameId(resource.id))] : undefined;
  const people = known ? known.filter((person) => person !== undefined) : state.people.values();
  const rows = readableRows(table, people, readDepth(call.user, table));
  const schema = schemaOf(table, { [Symbol.iterator]: () => state.people.values() });
  const preferred = /(?:^|[,;]\s*)odata\.maxpagesize=(\d+)/i.exec(
    call.request.headers.get('prefer') ?? '',
  )?.[1];
  const pageSize = preferred && Number(preferred) > 0 ? Number(preferred) : undefined;
  if (resource.kind === 'row') searchParams.set('$filter', resource.filter);
  if (resource.kind === 'count') searchParams.set('$count', 'true');
  const query = readQuery(searchParams, { table, schema, pageSize });
  const found = runQuery(query, { table, rows });
  const selected = query.select ? `(${query.select.join(',')})` : '';
  const context = `${base}/$metadata#${table.set}${selected}`;
  if (resource.kind === 'count') return answerWith(`${found.total}`, 'text/plain');
  if (resource.kind === 'row') {
    const [person, another] = found.rows;
    if (another) throw badQuery(`More than one row has the key ${resource.text}.`);
    if (!person) throw noSuchRow(table.logicalName, resource.text);
    return json({ '@odata.context': `${context}/$entity`, ...rowOf(table, person, query.select) });
  }
  const body = {
    '@odata.context': context,
    ...(query.count && { '@odata.count': found.total }),
    value: found.rows.map((person) => rowOf(table, person, query.select)),
    ...(found.more &&
      query.page && { '@odata.nextLink': nextLink(`${base}/${table.set}`, searchParams, query) }),
  };
  return json(body, pageSize ? { 'preference-applied': `odata.maxpagesize=${query.size}` } : {});
}

function nextLink(url: string, options: URLSearchParams, { page = 1, size }: Query): string {
  const kept = [...options].filter(([name]) => name !== '$skiptoken');
  const pairs = [...kept, ['$skiptoken', skipToken({ page: page + 1, size })] as const];
  return `${url}?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    throw badQuery('The path is not well encoded.');
  }
}

const ALWAYS = () => ({ 'odata-version': '4.0', 'cache-control': 'no-cache', req_id: randomUUID() });

function answerWith(body: string, type: string, headers: Record<string, string> = {}): Response {
  return new Response(body, { headers: { 'content-type': type, ...ALWAYS(), ...headers } });
}

const json = (body: object, headers?: Record<string, string>) =>
  answerWith(JSON.stringify(body), 'application/json; odata.metadata=minimal', headers);

/** A 401 has no body (assumed). */
function refuse({ status, code, message, headers }: ODataRefusal): Response {
  const body = status === 401 ? null : JSON.stringify({ error: { code, message } });
  const type: Record<string, string> = body
    ? { 'content-type': 'application/json; odata.metadata=minimal' }
    : {};
  return new Response(body, { status, headers: { ...type, ...ALWAYS(), ...headers } });
}

/** For debugging only, the documents say; on every answer to a known user. */
function addLimits(headers: Headers, { requests, executionMs }: Remaining): void {
  const seconds = (executionMs / 1000).toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  headers.set('x-ms-ratelimit-burst-remaining-xrm-requests', `${requests}`);
  headers.set('x-ms-ratelimit-time-remaining-xrm-requests', seconds);
}

/** Without the query: it names people. */
function record(
  timeline: TimelinePort,
  { request, response, traceId }: { request: Request; response: Response; traceId: string },
): void {
  const { status } = response;
  const done = request.method === 'PATCH' ? 'dataverse.written' : 'dataverse.read';
  const path = new URL(request.url).pathname.replace(/(?:\(|%28).*$/is, '(…)');
  timeline.record({
    ...{ traceId, hop: 'dynamics', kind: status < 400 ? done : 'dataverse.refused' },
    summary: `Dataverse ${status < 400 ? 'answered' : 'refused'} ${request.method} ${path}`,
    outcome: status < 400 ? 'ok' : 'failed',
    detail: { status },
  });
}
