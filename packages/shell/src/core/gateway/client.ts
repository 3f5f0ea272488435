import type {
  BindingAnswer,
  InstallationPut,
  InteractionsPost,
  RegistrationView,
  UserPut,
} from '@journeys-push/contract/shell-gateway';
import type { Installation } from '../installation.ts';
import type { ClockPort, NetAnswer, NetPort, NetRequest, RandomPort } from '../ports.ts';
import { traceparent } from '../trace.ts';
import { readBinding, readInstallation, readInteractions } from './answer.ts';
import { type Failure, failureOf, offline, unavailable } from './failure.ts';

/** What came of a request: the expected failures are values. */
export type Outcome<T> = { value: T } | { failure: Failure };

/** The gateway, as this installation speaks to it. */
export interface GatewayClient {
  /** Creates or updates the installation. Keeps the credential before it reports success. */
  announce(body: Omit<InstallationPut, 'enrollmentKey'>, traceId: string): Promise<Outcome<RegistrationView>>;
  /** `waitMs`: how long the gateway may wait for Dynamics' verdict; 0 = not at all. */
  bind(body: UserPut, call: Waiting): Promise<Outcome<RegistrationView>>;
  unbind(call: Waiting): Promise<Outcome<RegistrationView>>;
  read(traceId: string): Promise<Outcome<RegistrationView>>;
  tell(body: InteractionsPost, traceId: string): Promise<Outcome<unknown>>;
}

export interface Waiting {
  waitMs: number;
  traceId: string;
}

export interface GatewayClientOptions {
  url: string;
  installation: Installation;
  net: NetPort;
  clock: ClockPort;
  random: RandomPort;
}

/** How long an answer may take beyond what the gateway was asked to wait. */
const MARGIN_MS = 5_000;

interface Call<T> {
  method: NetRequest['method'];
  path: '' | '/user' | '/interactions';
  traceId: string;
  body?: object;
  waitMs?: number;
  read: Read<T>;
}

type Read<T> = (value: unknown) => T | undefined;

export function createGatewayClient(options: GatewayClientOptions): GatewayClient {
  const { installation } = options;
  const registration = async (call: Omit<Call<BindingAnswer>, 'read'>) => {
    const answer = await send(options, { ...call, read: readBinding });
    return 'failure' in answer ? answer : { value: answer.value.registration };
  };
  return {
    async announce(facts, traceId) {
      const proof = installation.credential() ? {} : { enrollmentKey: installation.enrollmentKey() };
      const body: InstallationPut = { ...facts, ...proof };
      const answer = await send(options, {
        method: 'PUT',
        path: '',
        traceId,
        body,
        read: readInstallation,
      });
      if ('failure' in answer) return answer;
      const { credential, registration: view } = answer.value;
      if (credential) await installation.credentialArrived(credential);
      if (installation.credential()) return { value: view };
      return { failure: unavailable('retry', 'The gateway issued no credential.') };
    },
    bind: (body, call) => registration({ method: 'PUT', path: '/user', body, ...call }),
    unbind: (call) => registration({ method: 'DELETE', path: '/user', ...call }),
    read: (traceId) => registration({ method: 'GET', path: '', traceId }),
    tell: (body, traceId) =>
      send(options, { method: 'POST', path: '/interactions', traceId, body, read: readInteractions }),
  };
}

async function send<T>(options: GatewayClientOptions, call: Call<T>): Promise<Outcome<T>> {
  const { net, clock } = options;
  try {
    const answer = await net.send(requestOf(options, call));
    if (answer.status < 200 || answer.status > 299) return { failure: failureOf(answer, clock.now()) };
    return readAnswer(answer, call.read);
  } catch {
    return { failure: offline };
  }
}

function requestOf({ url, installation, random }: GatewayClientOptions, call: Call<unknown>): NetRequest {
  const { method, path, traceId, body, waitMs = 0 } = call;
  const credential = installation.credential();
  return {
    method,
    url: `${url.replace(/\/+$/, '')}/v1/installations/${installation.id}${path}`,
    headers: {
      accept: 'application/json',
      traceparent: traceparent(traceId, random),
      ...(credential ? { authorization: `Bearer ${credential}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(waitMs > 0 ? { prefer: `wait=${Math.ceil(waitMs / 1000)}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    timeoutMs: (waitMs > 0 ? waitMs : MARGIN_MS) + MARGIN_MS,
  };
}

function readAnswer<T>({ status, body }: NetAnswer, read: Read<T>): Outcome<T> {
  const value = read(json(body));
  if (value !== undefined) return { value };
  return { failure: unavailable('retry', `The gateway's ${status} answer has an unexpected shape.`) };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
