import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';

/** One item of a register or cleanup call, as it came. */
export interface Item {
  MobileAppId: string;
  UserId: string;
  ApiToken: string;
  ApnsDeviceToken?: string;
  FcmDeviceToken?: string;
  DeviceToken?: string;
}

export type CallKind = 'register' | 'status' | 'cleanup' | 'event';

export interface Call {
  kind: CallKind;
  path: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was sent
  body: any;
  headers: Headers;
}

/** What goes wrong with a call: it never arrives, its answer is lost, or another answer comes. */
export type Fault = 'not-sent' | 'answer-lost' | Response | undefined;

/** What Dynamics is made to do. */
interface Behaviour {
  /** The verdict on a registration: `Success`, `Pending`, or a reason of failure. */
  verdict(item: Item): string;
  /** How often a status call says Pending before the verdict. */
  pollsUntilVerdict: number;
  fault(call: Call): Fault;
  validTokens: Set<string>;
}

export const ORGANIZATION_ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
export const MOBILE_APP_ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
export const API_TOKEN = 'api-token+/=one';

export interface DynamicsFake extends Behaviour {
  fetch: typeof globalThis.fetch;
  calls: Call[];
  of(kind: CallKind): Call[];
  events: Record<string, unknown>[];
  /** `user token` of every device held, sorted. */
  held(): string[];
  /** A call arrives once more, or at last. */
  repeat(call: Call): Promise<void>;
  /** Lets every registration that is under way land now, asked about or not. */
  land(): void;
}

/**
 * Dynamics' push API in memory, by the facts (dynamics.md §1–2, 6): a registration lands with its verdict, a cleanup
 * at once, an unknown request id is Pending, and so for ever is what came with a wrong access token. A cleanup with one
 * is accepted like any other and does nothing (assumed). By the clock of `now` (milliseconds) everything has landed a
 * minute after it was accepted, asked about or not.
 */
export function createDynamicsFake(now: () => number = () => 0): DynamicsFake {
  const calls: Call[] = [];
  const behaviour: Behaviour = {
    verdict: () => 'Success',
    pollsUntilVerdict: 0,
    fault: () => undefined,
    validTokens: new Set([API_TOKEN]),
  };
  const state = createState(behaviour, now);
  const app = createRoutes(state, behaviour);
  return Object.assign(behaviour, {
    calls,
    of: (kind: CallKind) => calls.filter((call) => call.kind === kind),
    events: state.events,
    held() {
      state.landOld();
      return state.held();
    },
    land: () => state.landAll(),
    async repeat({ path, body, headers }: Call) {
      await app.request(path, { method: 'POST', body: JSON.stringify(body), headers });
    },
    async fetch(input: string | URL | globalThis.Request, init?: RequestInit) {
      const request = new Request(input, init);
      const call = await callOf(request);
      calls.push(call);
      state.landOld();
      const fault = behaviour.fault(call);
      if (fault instanceof Response) return fault;
      if (fault === 'not-sent') throw new TypeError('fetch failed');
      const response = await app.fetch(request);
      // What it began goes on: nobody will ever ask about it, and it lands by itself.
      if (fault === 'answer-lost') throw new TypeError('fetch failed');
      return response;
    },
  });
}

function createState(behaviour: Behaviour, now: () => number) {
  const devices = new Map<string, { user: string; token: string }>();
  const requests = new Map<string, { item: Item; at: number; pollsLeft: number; outcome?: string }>();
  const events: Record<string, unknown>[] = [];

  function land(item: Item): string {
    const verdict = behaviour.verdict(item);
    if (verdict !== 'Success') return verdict;
    if (devices.has(keyOf(item))) return ' DuplicateExists ';
    devices.set(keyOf(item), { user: item.UserId, token: tokenOf(item) });
    return 'Success';
  }

  const state = {
    events,
    held: () => [...devices.values()].map(({ user, token }) => `${user} ${token}`).sort(),
    accept(item: Item): Accepted {
      const id = randomUUID();
      requests.set(id, { item, at: now(), pollsLeft: behaviour.pollsUntilVerdict });
      return { RegistrationRequestId: id };
    },
    statusOf(id: string) {
      const request = requests.get(id);
      if (!request || !behaviour.validTokens.has(request.item.ApiToken)) return PENDING;
      if (!request.outcome && request.pollsLeft-- > 0) return PENDING;
      const outcome = request.outcome ?? land(request.item);
      if (outcome === 'Pending') return PENDING;
      request.outcome = outcome;
      const isSuccess = outcome === 'Success';
      return { Status: isSuccess ? 'Success' : 'Failed', FailureReason: isSuccess ? null : outcome };
    },
    landAll: () => state.landOld(0),
    landOld(age = LANDED_AFTER) {
      for (const [id, request] of requests) {
        if (now() - request.at < age) continue;
        request.pollsLeft = 0;
        state.statusOf(id);
      }
    },
    remove(item: Item) {
      if (behaviour.validTokens.has(item.ApiToken)) devices.delete(keyOf(item));
    },
  };
  return state;
}

/** Milliseconds; Dynamics' verdicts take seconds, and a minute is the worst that is assumed. */
const LANDED_AFTER = 60_000;

interface Accepted {
  RegistrationRequestId: string;
}

function createRoutes(state: ReturnType<typeof createState>, { validTokens }: Behaviour): Hono {
  const app = new Hono().basePath(`/api/v1.0/orgs/${ORGANIZATION_ID}`);
  const refuse = (context: Context) => context.body(null, 400);
  app.post('/pushdeviceregistration/devices', async (context) => {
    const item = await context.req.json<Item>();
    return isValid(item) ? context.json(state.accept(item), 202) : refuse(context);
  });
  app.post('/pushdeviceregistration/devices/batch', async (context) => {
    const items = await context.req.json<Item[]>();
    if (items.length > 100 || !items.every(isValid)) return refuse(context);
    return context.json(items.map(state.accept), 202);
  });
  app.post('/pushdeviceregistration/devices/status/', async (context) => {
    const { RegistrationRequestIds: ids, MobileAppId, ApiToken } = await context.req.json();
    if (MobileAppId !== MOBILE_APP_ID || !validTokens.has(ApiToken)) return refuse(context);
    return context.json((ids as string[]).map(state.statusOf));
  });
  app.post('/pushdeviceregistration/devices/cleanup', async (context) => {
    state.remove(await context.req.json<Item>());
    return context.body(null, 202);
  });
  app.post('/pushdeviceregistration/devices/cleanup/batch', async (context) => {
    for (const item of await context.req.json<Item[]>()) state.remove(item);
    return context.body(null, 202);
  });
  app.post('/pushdatareceiver/events', async (context) => {
    const event = await context.req.json();
    if (event.PushNotificationStatus !== 1) return refuse(context);
    state.events.push(event);
    return context.body(null, 202);
  });
  return app;
}

const PENDING = { Status: 'Pending', FailureReason: null };

/** A token that says so is one that Dynamics dislikes. */
const isValid = (item: Item): boolean =>
  item.MobileAppId === MOBILE_APP_ID && !tokenOf(item).includes('malformed');

export const tokenOf = (item: Item): string =>
  item.ApnsDeviceToken ?? item.FcmDeviceToken ?? item.DeviceToken ?? '';

const keyOf = (item: Item): string =>
  [item.MobileAppId, item.UserId.replaceAll('-', '').toLowerCase(), tokenOf(item)].join(' ');

async function callOf(request: globalThis.Request): Promise<Call> {
  const path = new URL(request.url).pathname;
  return { kind: kindOf(path), path, body: await request.clone().json(), headers: request.headers };
}

function kindOf(path: string): CallKind {
  if (path.includes('/cleanup')) return 'cleanup';
  if (path.includes('/status')) return 'status';
  return path.includes('/events') ? 'event' : 'register';
}
