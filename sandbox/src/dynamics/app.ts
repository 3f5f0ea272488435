import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { seeExchanges } from '../exchange/hono-exchange.ts';
import { traceIdOf } from '../trace.ts';
import { sameId } from './channel/devices.ts';
import { doorOf } from './door.ts';
import { type Call, callOf, problem, readJson, refuse } from './http.ts';
import { recordInteraction } from './journeys/interactions.ts';
import { followLink, LINK_PATH } from './journeys/links.ts';
import { eventV1, registerV1 } from './registration/legacy.ts';
import { cleanup, cleanupBatch, register, registerBatch, status } from './registration/routes.ts';
import type { Twin } from './twin.ts';
import * as wire from './wire.ts';

/** A batch of 100 items with the longest tokens stays well below; the real limit is not documented. */
const MAX_BODY = 2 * 1024 * 1024;

const ORG = '/api/v1.0/orgs/:org';
const DEVICES = `${ORG}/pushdeviceregistration/devices`;

/** The twin's HTTP face: the endpoints of facts: dynamics.md §1, and the redirects of tracked links. */
export function createApp(twin: Twin): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const door = doorOf(twin);
  app.use(
    '/api/v1.0/*',
    bodyLimit({ maxSize: MAX_BODY, onError: () => refuse(413, 'the body is too large') }),
  );
  app.use(
    seeExchanges({ exchange: twin.timeline.exchange, traceOf: (c) => traceIdOf(c.req.raw), to: 'dynamics' }),
  );
  app.post(DEVICES, door('register'), (c) => register(twin, c));
  app.post(`${DEVICES}/batch`, door('register-batch'), (c) => registerBatch(twin, c));
  app.post(`${DEVICES}/status`, door('status'), (c) => status(twin, c));
  app.post(`${DEVICES}/status/`, door('status'), (c) => status(twin, c));
  app.post(`${DEVICES}/cleanup`, door('cleanup'), (c) => cleanup(twin, c));
  app.post(`${DEVICES}/cleanup/batch`, door('cleanup-batch'), (c) => cleanupBatch(twin, c));
  app.post(`${ORG}/pushdatareceiver/events`, door('event'), (c) => event(twin, c));
  app.post(`${ORG}/pushchannel/apps/:app/devices/:user`, door('register-v1'), (c) => registerV1(twin, c));
  app.post(`${ORG}/pushchannel/event/trackings/:tracking`, door('event-v1'), (c) => eventV1(twin, c));
  app.get(LINK_PATH, door('link'), (c) => redirect(twin, c));
  app.notFound((c) => problem(c, 404, 'there is no such endpoint'));
  app.onError((error, c) => fail(twin, error, c));
  return app;
}

/** No credential is asked for (§6); a wrong organization is a 400 (assumed). */
async function event(twin: Twin, c: Call): Promise<Response> {
  const { TrackingId, DeviceToken, PushNotificationStatus } = await readJson(twin, c, wire.InteractionEvent);
  if (twin.switches.get().interactionStatus === 'number-1') await readJson(twin, c, wire.NewestStatus);
  const { organizationId, traceId } = callOf(c);
  if (sameId(organizationId) !== sameId(twin.state.organizationId))
    refuse(400, 'the organization is unknown');
  recordInteraction(twin, {
    ...{ trackingId: TrackingId, what: PushNotificationStatus, by: 'event' },
    ...{ token: DeviceToken, traceId },
  });
  return c.body(null, 202);
}

function redirect(twin: Twin, c: Call): Response {
  const to =
    c.req.param('org') === twin.state.organizationId &&
    followLink(twin, c.req.param('id') ?? '', c.req.method === 'GET');
  return to ? c.redirect(to, 302) : problem(c, 404, 'there is no such link');
}

/** The one catch. The mistake of a caller is told; anything else is ours and says nothing. */
function fail({ timeline }: Twin, error: Error, c: Call): Response {
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
