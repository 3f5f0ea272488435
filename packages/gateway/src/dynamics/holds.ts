import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { AppChannel } from '../config.ts';
import type { Timing } from '../timing.ts';
import { type BreakerOptions, createBreaker } from './breaker.ts';
import type { Answer } from './post.ts';

/** An access token that may be used, and the name it goes by in tables and logs. */
export interface LiveToken {
  apiToken: string;
  id: string;
}

/** What Dynamics must be spared for a while. In memory: a restart, which may bring a new configuration, tries anew. */
export interface Holds {
  /** Nothing is sent for the app before this time, and nothing that needs an access token before `until`. */
  pausedUntil(app: AppChannel): number;
  until(app: AppChannel): number;
  /** How much may be begun for the app now: its organisation may not be answering. */
  room(app: AppChannel): number;
  /** Whether a call may be made now. */
  enter(app: AppChannel): boolean;
  /** What became of a call. `given-up`, `back`: by this one, its organisation is or is no longer spared. */
  answered(app: AppChannel, answer: Answer): 'given-up' | 'back' | undefined;
  /** Dynamics asked for a pause. */
  pause(app: AppChannel, ms: number): void;
  /** Dynamics refused the token: stop hard (facts: dynamics.md §2, §4). True where this is news. */
  stop(id: string): boolean;
  isStopped(id: string): boolean;
  /** Dynamics has just answered a status call with this token: the one call that a wrong token fails visibly. */
  prove(id: string): void;
  /** Whether that was a short while ago, and no refusal since. */
  isProven(id: string): boolean;
  /** The first configured token that is not stopped. */
  liveToken(app: AppChannel): LiveToken | undefined;
  /** All configured tokens, and until when each is stopped; 0: it is not. */
  tokensOf(app: AppChannel): { id: string; stoppedUntil: number }[];
  /** The operator has changed the configuration: try anew what was stopped. */
  forget(): void;
}

export interface HoldsOptions extends Pick<Timing, 'stopMs' | 'provenMs'>, BreakerOptions {
  clock: Clock;
}

export function createHolds(options: HoldsOptions): Holds {
  const { clock, stopMs, provenMs } = options;
  const breaker = createBreaker(options);
  const pauses = new Map<string, number>();
  const stops = new Map<string, number>();
  const proofs = new Map<string, number>();
  const isStopped = (id: string) => (stops.get(id) ?? 0) > clock.now();
  const tokens = new WeakMap<AppChannel, LiveToken[]>();
  const tokensOf = (app: AppChannel): LiveToken[] => {
    const known = tokens.get(app) ?? app.apiTokens.map((apiToken) => ({ apiToken, id: idOf(app, apiToken) }));
    tokens.set(app, known);
    return known;
  };
  const pausedUntil = (app: AppChannel) =>
    Math.max(pauses.get(app.id) ?? 0, breaker.openUntil(serviceOf(app)));
  const freeAgain = (app: AppChannel): number =>
    Math.min(...tokensOf(app).map(({ id }) => (isStopped(id) ? (stops.get(id) ?? 0) : 0)));
  return {
    pausedUntil,
    until: (app) => Math.max(pausedUntil(app), freeAgain(app)),
    room: (app) => breaker.room(serviceOf(app)),
    enter: (app) => (pauses.get(app.id) ?? 0) <= clock.now() && breaker.enter(serviceOf(app)),
    answered(app, { kind }) {
      const service = serviceOf(app);
      if (kind === 'later') return breaker.failed(service) ? 'given-up' : undefined;
      return breaker.succeeded(service) ? 'back' : undefined;
    },
    pause(app, ms) {
      pauses.set(app.id, Math.max(pauses.get(app.id) ?? 0, clock.now() + ms));
    },
    stop(id) {
      const news = !isStopped(id);
      stops.set(id, clock.now() + stopMs);
      proofs.delete(id);
      return news;
    },
    isStopped,
    prove(id) {
      proofs.set(id, clock.now() + provenMs);
    },
    isProven: (id) => (proofs.get(id) ?? 0) > clock.now(),
    liveToken: (app) => tokensOf(app).find(({ id }) => !isStopped(id)),
    tokensOf: (app) =>
      tokensOf(app).map(({ id }) => ({ id, stoppedUntil: isStopped(id) ? (stops.get(id) ?? 0) : 0 })),
    forget() {
      pauses.clear();
      stops.clear();
    },
  };
}

/** The channels of an organisation are one service. */
const serviceOf = ({ publicEndpoint, organizationId }: AppChannel): string =>
  `${publicEndpoint} ${organizationId}`;

/** Names a token together with where it is used: a corrected organisation or app id makes it a new one. */
function idOf({ publicEndpoint, organizationId, mobileAppId }: AppChannel, apiToken: string): string {
  const text = [publicEndpoint, organizationId, mobileAppId, apiToken].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
