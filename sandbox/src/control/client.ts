import { channelCalls } from './channel-calls.ts';
import { checkCalls } from './check-calls.ts';
import { marketingCalls } from './marketing-calls.ts';
import { scenarioCalls } from './scenario-calls.ts';
import { siteCalls } from './site-calls.ts';
import { studioCalls } from './studio-calls.ts';
import { testCalls } from './test-calls.ts';
import type { Clock, Fault, FaultPlant, TwinName } from './twin-wire.ts';
import type {
  ChannelDevice,
  Contact,
  ControlProblem,
  Importance,
  Info,
  Phone,
  PhoneSetup,
  Profile,
  ProfileName,
  Push,
  PushCreate,
  QuietAnswer,
  TimelineEvent,
} from './wire.ts';

/** A refusal of the control API; `code` is stable. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly problem: ControlProblem;
  constructor(problem: ControlProblem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

export interface ControlClientOptions {
  /** The sandbox's control URL, e.g. `http://127.0.0.1:4400`; empty in the lab (same origin). */
  url: string;
  token: string;
  fetch?: typeof fetch;
}

/** The control API as functions; for the lab, tests and scripts, in a browser and in Node. */
export function createControlClient({ url, token, fetch: send = fetch }: ControlClientOptions) {
  const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const answer = await send(`${url}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new ControlError((await answer.json()) as ControlProblem);
    return answer;
  };
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await ask(method, path, body);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  };
  const phone = (id: string, action: string) => `/phones/${encodeURIComponent(id)}/${action}`;
  return {
    info: () => call<Info>('GET', '/info'),
    ...systemCalls(call, phone),
    ...testCalls(call),
    ...scenarioCalls(call),
    ...siteCalls(call),
    ...checkCalls(call, async (path) => (await ask('GET', path)).text()),
    ...channelCalls(call),
    ...marketingCalls(call),
    /** The configuration of the person's own app. */
    studio: studioCalls(call),
    /** Any route of `/openapi.json`, below `/api`. */
    call,
    phones: () => call<Phone[]>('GET', '/phones'),
    phone: (id: string) => call<Phone>('GET', `/phones/${encodeURIComponent(id)}`),
    createPhone: (profile: ProfileName, name?: string) => call<Phone>('POST', '/phones', { profile, name }),
    /** Sees to it that these phones are there, and answers them in this order; asked again, it makes no more. */
    setUpPhones: (phones: PhoneSetup['phones']) => call<Phone[]>('PUT', '/phones', { phones }),
    /** A path or URL of the site. */
    load: (id: string, to: string) => call<Phone>('POST', phone(id, 'load'), { url: to }),
    answerDialog: (id: string, answer: 'allow' | 'deny' | 'dismiss') =>
      call<Phone>('POST', phone(id, 'dialog'), { answer }),
    /** Starts the app, or brings it to the front. */
    launch: (id: string) => call<Phone>('POST', phone(id, 'launch')),
    background: (id: string) => call<Phone>('POST', phone(id, 'background')),
    kill: (id: string) => call<Phone>('POST', phone(id, 'kill')),
    reinstall: (id: string) => call<Phone>('POST', phone(id, 'reinstall')),
    rotateToken: (id: string) => call<Phone>('POST', phone(id, 'rotate-token')),
    setNotifications: (id: string, enabled: boolean) =>
      call<Phone>('PUT', phone(id, 'notifications'), { enabled }),
    setOnline: (id: string, enabled: boolean) => call<Phone>('PUT', phone(id, 'online'), { enabled }),
    tap: (id: string, notificationId: string) => call<Phone>('POST', phone(id, 'tap'), { notificationId }),
    /** Swipes a notification away; without an id all of them. */
    dismiss: (id: string, notificationId?: string) =>
      call<Phone>('POST', phone(id, 'dismiss'), { notificationId }),
    closeBrowser: (id: string) => call<Phone>('POST', phone(id, 'close-browser')),
    contacts: () => call<Contact[]>('GET', '/contacts'),
    devices: () => call<ChannelDevice[]>('GET', '/devices'),
    sendPush: (push: PushCreate) => call<Push>('POST', '/pushes', push),
    pushes: () => call<Push[]>('GET', '/pushes'),
    clock: () => call<Clock>('GET', '/clock'),
    /** Moves the sandbox's time forward. */
    advanceClock: (ms: number) => call<Clock>('POST', '/clock/advance', { ms }),
    faults: () => call<Fault[]>('GET', '/faults'),
    /** Those that are used up or over. */
    endedFaults: () => call<Fault[]>('GET', '/faults/ended'),
    plantFault: (fault: FaultPlant) => call<Fault>('POST', '/faults', fault),
    removeFault: (twin: TwinName, id: string) => call<unknown>('DELETE', `/faults/${twin}/${id}`),
    clearFaults: () => call<unknown>('DELETE', '/faults'),
    timeline: (
      query: { traceId?: string; phone?: string; after?: number; before?: number; limit?: number } = {},
    ) => call<TimelineEvent[]>('GET', `/timeline?${new URLSearchParams(JSON.parse(JSON.stringify(query)))}`),
  };
}

type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** What the system of a phone, its Settings and time do to the app. */
function systemCalls(call: Call, phone: (id: string, action: string) => string) {
  const put = (action: string, id: string, body: object) => call<Phone>('PUT', phone(id, action), body);
  const post = (action: string, id: string, body?: object) => call<Phone>('POST', phone(id, action), body);
  return {
    /** The kinds of phones that can be created. */
    profiles: () => call<Profile[]>('GET', '/profiles'),
    forceStop: (id: string) => post('force-stop', id),
    clearData: (id: string) => post('clear-data', id),
    /** A new phone from a backup; `withStorage`: of a build that lets its storage into backups. */
    restore: (id: string, options: { withStorage?: boolean } = {}) => post('restore', id, options),
    upgradeSystem: (id: string, version: string) => post('upgrade-system', id, { version }),
    updateApp: (id: string, options: { targetLevel?: number } = {}) => post('update-app', id, options),
    loseUnusedPermissions: (id: string) => post('lose-unused-permissions', id),
    authorizeProvisionally: (id: string) => post('authorize-provisionally', id),
    setDoze: (id: string, enabled: boolean) => put('doze', id, { enabled }),
    setFocus: (id: string, enabled: boolean) => put('focus', id, { enabled }),
    setTimeZone: (id: string, timeZone: string) => put('time-zone', id, { timeZone }),
    setLanguage: (id: string, language: string) => put('language', id, { language }),
    /** Milliseconds that the phone's clock is ahead of the sandbox's. */
    setClockSkew: (id: string, ms: number) => put('clock-skew', id, { ms }),
    makeChannel: (id: string, channel: { id: string; name?: string; importance?: Importance }) =>
      post('channels', id, channel),
    setChannel: (id: string, channel: string, importance: Importance) =>
      put('channels', id, { id: channel, importance }),
    answerQuiet: (id: string, notificationId: string, answer: QuietAnswer['answer']) =>
      post('answer-quiet', id, { notificationId, answer }),
  };
}

export type ControlClient = ReturnType<typeof createControlClient>;
