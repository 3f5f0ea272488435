import type { Clock } from '../clock.ts';
import type { AppChannel } from '../config.ts';
import type { Holds } from '../dynamics/holds.ts';

/** How one mobile app channel is doing, as this process sees it. */
export interface AppStatus {
  app: string;
  organizationId: string;
  mobileAppId: string;
  /**
   * `working` · `paused`: Dynamics asked for a pause or does not answer · `stopped`: it has refused every access token
   * of the app. Nothing is lost meanwhile.
   */
  state: 'working' | 'paused' | 'stopped';
  /** When it is tried again. Absent while working. */
  until?: string;
  /** In the order of the configuration. The ids are those of the log. */
  apiTokens: { id: string; state: 'in-use' | 'spare' | 'refused'; until?: string }[];
}

export type AppsStatus = () => AppStatus[];

export function createAppsStatus({
  apps,
  holds,
  clock,
}: {
  apps: readonly AppChannel[];
  holds: Holds;
  clock: Clock;
}): AppsStatus {
  return () => apps.map((app) => statusOf(app, holds, clock.now()));
}

function statusOf(app: AppChannel, holds: Holds, now: number): AppStatus {
  const inUse = holds.liveToken(app)?.id;
  const until = holds.until(app);
  const apiTokens = holds.tokensOf(app).map(({ id, stoppedUntil }): AppStatus['apiTokens'][number] => {
    if (stoppedUntil > 0) return { id, state: 'refused', until: isoOf(stoppedUntil) };
    return { id, state: id === inUse ? 'in-use' : 'spare' };
  });
  const { id, organizationId, mobileAppId } = app;
  const state = inUse === undefined ? 'stopped' : until > now ? 'paused' : 'working';
  return {
    ...{ app: id, organizationId, mobileAppId, state, apiTokens },
    ...(state !== 'working' && { until: isoOf(until) }),
  };
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
