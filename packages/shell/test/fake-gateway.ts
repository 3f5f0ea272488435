import { type ProblemCode, problemDetails } from '@journeys-push/contract/problems';
import {
  InstallationPut,
  type Interaction,
  InteractionsPost,
  type RegistrationView,
  UserPut,
} from '@journeys-push/contract/shell-gateway';
import type { NetAnswer, NetRequest } from '../src/core/ports.ts';

/** What happens to requests: answered; never arriving; done, but the answer is lost; refused, perhaps `at` a path only. */
export type Weather =
  | 'fine'
  | 'offline'
  | 'lost'
  | { problem: ProblemCode; retryAfter?: string; detail?: string; at?: '/user' };

interface Installation {
  enrollmentKey?: string;
  credential: string;
  put: InstallationPut;
  view: RegistrationView;
  identityToken?: string;
}

/** A gateway in memory. It checks every body against the contract, and holds what a real one would. */
export class FakeGateway {
  weather: Weather = 'fine';
  /** What Dynamics says while the shell waits: decided at once, or open until `decide()`. */
  dynamics: 'quick' | 'slow' | 'refuses' = 'quick';
  /** Milliseconds that a request takes, half of it before the gateway has it. */
  latencyMs = 0;
  readonly requests: NetRequest[] = [];
  readonly installations = new Map<string, Installation>();
  readonly interactions: Interaction[] = [];
  readonly violations: string[] = [];
  #credentials = 0;

  async send(request: NetRequest): Promise<NetAnswer> {
    const { weather } = this;
    this.requests.push(request);
    if (weather === 'offline') throw new Error('offline');
    if (typeof weather === 'object' && request.url.endsWith(weather.at ?? ''))
      return refuse(weather.problem, weather);
    const answer = this.#serve(request);
    if (weather === 'lost') throw new Error('the answer was lost');
    return answer;
  }

  /** Dynamics decides what is open. */
  decide(): void {
    for (const installation of this.installations.values()) {
      const { view } = installation;
      if (view.state === 'queued' || view.state === 'sent')
        installation.view = { ...view, state: 'registered', requestId: 'request-1' };
      if (view.state === 'removing') installation.view = { state: 'removed' };
    }
  }

  /** The only installation. */
  get only(): Installation | undefined {
    return [...this.installations.values()][0];
  }

  /** `METHOD path` of every request, without the installation. */
  get log(): string[] {
    return this.requests.map(
      ({ method, url }) => `${method} ${/installations\/[^/]+(.*)$/.exec(url)?.[1] || '/'}`,
    );
  }

  #serve(request: NetRequest): NetAnswer {
    const { method, url, headers } = request;
    const [, id = '', rest = ''] = /\/v1\/installations\/([0-9a-f-]{36})(\/\w+)?$/.exec(url) ?? [];
    if (!/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/.test(headers.traceparent ?? ''))
      this.violations.push('traceparent');
    const body: unknown = request.body === undefined ? undefined : JSON.parse(request.body);
    if (method === 'PUT' && rest === '') return this.#put(id, headers, body);
    const installation = this.installations.get(id);
    if (!installation) return refuse('installation-unknown');
    if (headers.authorization !== `Bearer ${installation.credential}`) return refuse('credential-invalid');
    if (method === 'GET' && rest === '') return this.#answer(id, installation);
    if (method === 'PUT' && rest === '/user') return this.#bind(installation, headers, body);
    if (method === 'DELETE' && rest === '/user') return this.#unbind(installation, headers);
    if (method === 'POST' && rest === '/interactions') return this.#opens(body);
    return refuse('route-unknown');
  }

  #put(id: string, headers: Record<string, string>, body: unknown): NetAnswer {
    const put = this.#checked(InstallationPut, body);
    const known = this.installations.get(id);
    const { enrollmentKey } = put;
    if (headers.authorization) {
      if (!known) return refuse('installation-unknown');
      if (headers.authorization !== `Bearer ${known.credential}`) return refuse('credential-invalid');
      known.put = put;
      return this.#answer(id, known);
    }
    if (!enrollmentKey) return refuse('credential-missing');
    if (known && known.enrollmentKey !== enrollmentKey) return refuse('credential-invalid');
    this.#credentials += 1;
    const credential = `credential-${this.#credentials}`;
    const installation: Installation = { view: { state: 'none' }, ...known, enrollmentKey, credential, put };
    this.installations.set(id, installation);
    return this.#answer(id, installation, { credential });
  }

  #bind(installation: Installation, headers: Record<string, string>, body: unknown): NetAnswer {
    const { userId, identityToken } = this.#checked(UserPut, body);
    const same = installation.view.userId === userId;
    installation.view = same ? installation.view : { state: 'queued', userId };
    if (identityToken) installation.identityToken = identityToken;
    return this.#verdict(installation, headers);
  }

  #unbind(installation: Installation, headers: Record<string, string>): NetAnswer {
    installation.view = { state: 'removing' };
    return this.#verdict(installation, headers);
  }

  #verdict(installation: Installation, headers: Record<string, string>): NetAnswer {
    const waits = /^wait=\d+$/.test(headers.prefer ?? '');
    if (waits && this.dynamics === 'quick') this.decide();
    if (waits && this.dynamics === 'refuses')
      installation.view = {
        ...installation.view,
        state: 'refused',
        reason: 'dynamics-refused',
        message: 'Bad token.',
      };
    const open = ['queued', 'sent', 'removing'].includes(installation.view.state);
    return json(open ? 202 : 200, { registration: installation.view });
  }

  #opens(body: unknown): NetAnswer {
    const { interactions } = this.#checked(InteractionsPost, body);
    for (const interaction of interactions)
      if (!this.interactions.some(({ eventId }) => eventId === interaction.eventId))
        this.interactions.push(interaction);
    return json(202, { accepted: interactions.length });
  }

  #answer(installationId: string, { view }: Installation, extra: object = {}): NetAnswer {
    return json(200, { installationId, registration: view, ...extra });
  }

  #checked<T>(schema: { parse(value: unknown): T }, body: unknown): T {
    try {
      return schema.parse(body);
    } catch (error) {
      this.violations.push(String(error));
      throw error;
    }
  }
}

const json = (status: number, body: object, headers: Record<string, string> = {}): NetAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

function refuse(code: ProblemCode, more: { retryAfter?: string; detail?: string } = {}): NetAnswer {
  const problem = problemDetails(code, more.detail ? { detail: more.detail } : {});
  return json(problem.status, problem, more.retryAfter ? { 'retry-after': more.retryAfter } : {});
}
