import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as z from 'zod';
import { traceIdFrom } from '../trace.ts';
import { isAuthorized } from './channel/channel.ts';
import { sameId } from './channel/devices.ts';
import { recordInteraction } from './journeys/interactions.ts';
import { followLink, LINK_PATH } from './journeys/links.ts';
import { callbackFrom } from './registration/callback.ts';
import { cleanUp } from './registration/cleanup.ts';
import { acceptRegistrations } from './registration/registration.ts';
import { registrationStatus } from './registration/status.ts';
import type { Twin } from './twin.ts';
import * as wire from './wire.ts';

/** A batch of 100 items with the longest tokens stays well below; the real limit is not documented. */
const MAX_BODY = 2 * 1024 * 1024;

/** Characters of an explanation: a batch can be wrong in a hundred places. */
const MAX_DETAIL = 500;

const DEVICES = '/api/v1.0/orgs/:org/pushdeviceregistration/devices';

/** The twin's HTTP face: the six endpoints of facts: dynamics.md §1, and the redirects of tracked links. */
export function createApp(twin: Twin): Hono {
  const app = new Hono();
  app.use('/api/v1.0/*', (c, next) => interfere(twin, c) ?? next());
  app.use(
    '/api/v1.0/*',
    bodyLimit({ maxSize: MAX_BODY, onError: () => refuse(413, 'the body is too large') }),
  );
  app.post(DEVICES, (c) => register(twin, c));
  app.post(`${DEVICES}/batch`, (c) => registerBatch(twin, c));
  app.post(`${DEVICES}/status`, (c) => status(twin, c));
  app.post(`${DEVICES}/status/`, (c) => status(twin, c));
  app.post(`${DEVICES}/cleanup`, (c) => cleanup(twin, c));
  app.post(`${DEVICES}/cleanup/batch`, (c) => cleanupBatch(twin, c));
  app.post('/api/v1.0/orgs/:org/pushdatareceiver/events', (c) => event(twin, c));
  app.get(LINK_PATH, (c) => redirect(twin, c));
  app.notFound((c) => problem(c, 404, 'there is no such endpoint'));
  app.onError((error, c) => fail(twin, error, c));
  return app;
}

async function register(twin: Twin, c: Context): Promise<Response> {
  const item = await readJson(c, wire.RegisterItem);
  const request = requestOf(twin, c);
  const [id] = acceptRegistrations(twin, [item], request);
  return request.tracked ? c.json({ RegistrationRequestId: id }, 202) : c.body(null, 202);
}

async function registerBatch(twin: Twin, c: Context): Promise<Response> {
  const items = await readJson(c, wire.RegisterBatch);
  const request = requestOf(twin, c);
  const ids = acceptRegistrations(twin, items, request);
  if (!request.tracked) return c.body(null, 202);
  return c.json(
    ids.map((RegistrationRequestId) => ({ RegistrationRequestId })),
    202,
  );
}

function requestOf(twin: Twin, c: Context) {
  const callback = callbackFrom((name) => c.req.header(name), twin.switches.get().callbackHeader);
  if (callback === 'malformed') refuse(400, `${wire.CALLBACK_EXTRA_HEADER} is not a JSON object of strings`);
  return {
    tracked: c.req.header(wire.TRACK_HEADER)?.toLowerCase() === 'true',
    ...(callback ? { callback } : {}),
    ...callOf(c),
  };
}

/** 400 for a wrong ApiToken, MobileAppId or organization (§1.3, troubleshooting). */
async function status(twin: Twin, c: Context): Promise<Response> {
  const { RegistrationRequestIds, MobileAppId, ApiToken } = await readJson(c, wire.StatusRequest);
  const call = { organizationId: callOf(c).organizationId, mobileAppId: MobileAppId, apiToken: ApiToken };
  if (!isAuthorized(twin.state, call)) refuse(400, 'ApiToken, MobileAppId or organization is wrong');
  return c.json(registrationStatus(twin, RegistrationRequestIds, MobileAppId), 200);
}

async function cleanup(twin: Twin, c: Context): Promise<Response> {
  cleanUp(twin, [await readJson(c, wire.CleanupItem)], callOf(c));
  return c.body(null, 202);
}

/** An array, or one object with a warning (§10 #6). */
async function cleanupBatch(twin: Twin, c: Context): Promise<Response> {
  const body = await readJson(c, wire.CleanupBatch);
  const call = callOf(c);
  if (!Array.isArray(body)) {
    twin.timeline.record({
      ...{ traceId: call.traceId, hop: 'dynamics', kind: 'cleanup.lone-object' },
      summary: 'A cleanup batch came as one object, as on the newest page; older pages document an array',
    });
  }
  cleanUp(twin, Array.isArray(body) ? body : [body], call);
  return c.body(null, 202);
}

/** No credential is asked for (§6); a wrong organization is a 400 (assumed). */
async function event(twin: Twin, c: Context): Promise<Response> {
  const { TrackingId, DeviceToken, PushNotificationStatus } = await readJson(c, wire.InteractionEvent);
  const { organizationId, traceId } = callOf(c);
  if (sameId(organizationId) !== sameId(twin.state.organizationId))
    refuse(400, 'the organization is unknown');
  recordInteraction(twin, {
    ...{ trackingId: TrackingId, what: PushNotificationStatus, by: 'event' },
    ...{ token: DeviceToken, traceId },
  });
  return c.body(null, 202);
}

function redirect(twin: Twin, c: Context): Response {
  const to =
    c.req.param('org') === twin.state.organizationId &&
    followLink(twin, c.req.param('id') ?? '', c.req.method === 'GET');
  return to ? c.redirect(to, 302) : problem(c, 404, 'there is no such link');
}

const callOf = (c: Context) => ({
  organizationId: c.req.param('org') ?? '',
  traceId: traceIdFrom(c.req.header('traceparent')),
});

async function readJson<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    refuse(400, 'expected Content-Type: application/json');
  }
  const body: unknown = await c.req.json().catch(() => refuse(400, 'the body is not JSON'));
  const read = schema.safeParse(body);
  return read.success ? read.data : refuse(400, z.prettifyError(read.error).slice(0, MAX_DETAIL));
}

function refuse(code: 400 | 413, message: string): never {
  throw new HTTPException(code, { message });
}

/** Planted faults come before everything else. */
function interfere({ faults, timeline }: Twin, c: Context): Promise<Response> | undefined {
  const { outage, throttle } = faults.get();
  const code = throttle?.status ?? outage;
  if (!code) return undefined;
  timeline.record({
    ...{ traceId: callOf(c).traceId, hop: 'dynamics', kind: 'request.faulted', outcome: 'failed' },
    summary: `A planted fault answers ${code}`,
  });
  if (throttle) c.header('retry-after', String(throttle.retryAfter));
  return Promise.resolve(problem(c, code as ContentfulStatusCode, 'planted fault'));
}

/** The one catch. The mistake of a caller is told; anything else is ours and says nothing. */
function fail({ timeline }: Twin, error: Error, c: Context): Response {
  const refused = error instanceof HTTPException ? error : undefined;
  timeline.record({
    ...{ traceId: callOf(c).traceId, hop: 'dynamics', kind: 'request.refused', outcome: 'failed' },
    summary: `Dynamics refused ${c.req.method} ${c.req.path.replace(/^.*\/(?=push)/, '')}`,
    detail: { status: refused?.status ?? 500, detail: refused?.message ?? error.name },
  });
  // The rest of a body that is too large is never read: the connection cannot be used again.
  if (refused?.status === 413) c.header('connection', 'close');
  return refused ? problem(c, refused.status, refused.message) : problem(c, 500, 'the twin failed');
}

/** The body of a real refusal is not documented; this one is ours. */
function problem(c: Context, code: ContentfulStatusCode, detail: string): Response {
  return c.json({ title: 'Dynamics twin', status: code, detail }, code, {
    'content-type': 'application/problem+json',
  });
}
