import { isAuthorized } from '../channel/access-tokens.ts';
import { type Call, callOf, readJson, refuse } from '../http.ts';
import type { Twin } from '../twin.ts';
import * as wire from '../wire.ts';
import { callbackFrom } from './callback.ts';
import { cleanUp } from './cleanup.ts';
import { acceptRegistrations } from './registration.ts';
import { registrationStatus } from './status.ts';
import { userMistake } from './user-id.ts';

/** One device; with tracking the answer holds its request id (facts: dynamics.md §1.1). */
export async function register(twin: Twin, c: Call): Promise<Response> {
  const item = await readJson(twin, c, wire.RegisterItem);
  const mistake = userMistake(twin, item.UserId);
  if (mistake) refuse(400, mistake);
  const request = requestOf(twin, c);
  const [id] = acceptRegistrations(twin, [item], request);
  return request.tracked ? c.json({ RegistrationRequestId: id }, 202) : c.body(null, 202);
}

/** Up to 100 devices, of any apps; ids in request order (§1.2). */
export async function registerBatch(twin: Twin, c: Call): Promise<Response> {
  const items = await readBatch(twin, c);
  const { callback, ...request } = requestOf(twin, c);
  const told = callback && twin.switches.get().batchWebhook === 'per-item' ? { callback } : {};
  const ids = acceptRegistrations(twin, items, { ...request, ...told });
  if (!request.tracked) return c.body(null, 202);
  return c.json(
    ids.map((RegistrationRequestId) => ({ RegistrationRequestId })),
    202,
  );
}

/** A bad item refuses the whole batch, or is undefined in it (§10 #21). */
async function readBatch(twin: Twin, c: Call): Promise<(wire.RegisterItem | undefined)[]> {
  if (twin.switches.get().batchRefusal === 'per-item') {
    return (await readJson(twin, c, wire.LooseBatch)).map((item) => {
      const read = wire.RegisterItem.safeParse(item);
      return read.success && !userMistake(twin, read.data.UserId) ? read.data : undefined;
    });
  }
  const items = await readJson(twin, c, wire.RegisterBatch);
  items.forEach((item, index) => {
    const mistake = userMistake(twin, item.UserId);
    if (mistake) refuse(400, `item ${index}: ${mistake}`);
  });
  return items;
}

function requestOf(twin: Twin, c: Call) {
  const callback = callbackFrom((name) => c.req.header(name), twin.switches.get().callbackHeader);
  if (callback === 'malformed') refuse(400, `${wire.CALLBACK_EXTRA_HEADER} is not a JSON object of strings`);
  return {
    tracked: c.req.header(wire.TRACK_HEADER)?.toLowerCase() === 'true',
    ...(callback ? { callback } : {}),
    ...callOf(c),
  };
}

/** 400 for a wrong ApiToken, MobileAppId or organization (§1.3, §10 #5 c). */
export async function status(twin: Twin, c: Call): Promise<Response> {
  const { statusSlash, invalidTokenAtStatus } = twin.switches.get();
  const slash = c.req.path.endsWith('/') ? 'with' : 'without';
  if (statusSlash !== 'either' && statusSlash !== slash) refuse(404, 'there is no such endpoint');
  const { RegistrationRequestIds, MobileAppId, ApiToken } = await readJson(twin, c, wire.StatusRequest);
  const call = { organizationId: callOf(c).organizationId, mobileAppId: MobileAppId, apiToken: ApiToken };
  const authorized = isAuthorized(twin, call);
  if (!authorized && invalidTokenAtStatus === 'refused') {
    refuse(400, 'ApiToken, MobileAppId or organization is wrong');
  }
  return c.json(registrationStatus(twin, RegistrationRequestIds, authorized ? MobileAppId : undefined), 200);
}

export async function cleanup(twin: Twin, c: Call): Promise<Response> {
  return clean(twin, c, [await readJson(twin, c, wire.CleanupItem)]);
}

/** An array, or one object with a warning (§10 #6). */
export async function cleanupBatch(twin: Twin, c: Call): Promise<Response> {
  const body = await readJson(twin, c, wire.CleanupBatch);
  const shape = Array.isArray(body) ? 'array' : 'object';
  const { cleanupBatchBody } = twin.switches.get();
  if (cleanupBatchBody !== 'either' && cleanupBatchBody !== shape)
    refuse(400, `expected ${cleanupBatchBody}`);
  if (!Array.isArray(body)) {
    twin.timeline.record({
      ...{ traceId: callOf(c).traceId, hop: 'dynamics', kind: 'cleanup.lone-object' },
      summary: 'A cleanup batch came as one object, as on the newest page; older pages document an array',
    });
  }
  return clean(twin, c, Array.isArray(body) ? body : [body]);
}

/** Without DeviceToken: all devices of the user (§10 #7). */
function clean(twin: Twin, c: Call, items: wire.CleanupItem[]): Response {
  const { cleanupWithoutToken, cleanupDelayMs } = twin.switches.get();
  if (cleanupWithoutToken === 'refused' && items.some((item) => !item.DeviceToken)) {
    refuse(400, 'expected DeviceToken');
  }
  const call = callOf(c);
  if (cleanupDelayMs === 0) cleanUp(twin, items, call);
  else {
    twin.background.run(async () => {
      await twin.wait(cleanupDelayMs);
      if (twin.background.open) cleanUp(twin, items, call);
    });
  }
  return c.body(null, 202);
}
