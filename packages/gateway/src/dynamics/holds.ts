import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { AppChannel } from '../config.ts';
import type { Timing } from '../timing.ts';

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
}

export interface HoldsOptions extends Pick<Timing, 'stopMs' | 'provenMs'> {
  clock: Clock;
}

export function createHolds({ clock, stopMs, provenMs }: HoldsOptions): Holds {
  const pauses = new Map<string, number>();
  const stops = new Map<string, number>();
  const proofs = new Map<string, number>();
  const isStopped = (id: string) => (stops.get(id) ?? 0) > clock.now();
  const tokens = new Map<AppChannel, LiveToken[]>();
  const tokensOf = (app: AppChannel): LiveToken[] => {
    const known = tokens.get(app) ?? app.apiTokens.map((apiToken) => ({ apiToken, id: idOf(app, apiToken) }));
    tokens.set(app, known);
    return known;
  };
  const pausedUntil = (app: AppChannel) => pauses.get(app.id) ?? 0;
  const freeAgain = (app: AppChannel): number =>
    Math.min(...tokensOf(app).map(({ id }) => (isStopped(id) ? (stops.get(id) ?? 0) : 0)));
  return {
    pausedUntil,
    until: (app) => Math.max(pausedUntil(app), freeAgain(app)),
    pause(app, ms) {
      pauses.set(app.id, Math.max(pausedUntil(app), clock.now() + ms));
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
  };
}

/** Names a token together with where it is used: a corrected organisation or app id makes it a new one. */
function idOf({ publicEndpoint, organizationId, mobileAppId }: AppChannel, apiToken: string): string {
  const text = [publicEndpoint, organizationId, mobileAppId, apiToken].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
