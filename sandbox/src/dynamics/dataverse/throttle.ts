import * as z from 'zod';

/** Dataverse's service protection limits, each per user (facts: dynamics.md §4); all can be changed. */
export const DataverseLimits = z.strictObject({
  /** In one window. */
  requests: z.int().min(1).default(6000),
  /** Of all requests in one window together. */
  executionMs: z.int().min(1).default(1_200_000),
  /** At the same moment; the documents promise at least so many. */
  concurrent: z.int().min(1).default(52),
  windowMs: z.int().min(1000).default(300_000),
});
export type DataverseLimits = z.infer<typeof DataverseLimits>;

export interface LimitControls {
  get(): Readonly<DataverseLimits>;
  /** Changes the named ones, and counts anew; throws a ZodError for an unknown name or a bad value. */
  set(changes: Partial<DataverseLimits>): void;
  reset(): void;
}

/** Why a request is turned away; `retryAfter` in seconds. */
export interface Throttled {
  code: '0x80072322' | '0x80072321' | '0x80072326';
  message: string;
  retryAfter: number;
}

/** What is left in the current window. */
export interface Remaining {
  requests: number;
  executionMs: number;
}

interface Call {
  at: number;
  ms: number;
}

interface User {
  calls: Call[];
  running: number;
  blocked?: { until: number; code: '0x80072322' | '0x80072321' };
  /** Requests that were turned away since one got through. */
  pressed: number;
}

/** Milliseconds by which the wait grows with every request that comes too early (assumed). */
const PRESSING = 1000;

export function createThrottle({ now }: { now(): number }) {
  let limits = DataverseLimits.parse({});
  const users = new Map<string, User>();
  const userOf = (id: string): User => {
    const user = users.get(id) ?? { calls: [], running: 0, pressed: 0 };
    users.set(id, user);
    const from = now() - limits.windowMs;
    const kept = user.calls.findIndex(({ at }) => at > from);
    user.calls.splice(0, kept === -1 ? user.calls.length : kept);
    return user;
  };
  const spent = ({ calls }: User) => calls.reduce((sum, { ms }) => sum + ms, 0);

  /** Until room is made in the window: its oldest request leaves it. */
  function block(user: User): void {
    const code = user.calls.length >= limits.requests ? '0x80072322' : '0x80072321';
    if (code === '0x80072321' && spent(user) < limits.executionMs) return;
    const until = Math.max(now() + 1000, (user.calls[0]?.at ?? now()) + limits.windowMs);
    user.blocked = { until, code };
  }
  function refuse(user: User, code: Throttled['code'], ms: number): Throttled {
    user.pressed += 1;
    return { code, message: messageOf(code, limits), retryAfter: Math.max(1, Math.ceil(ms / 1000)) };
  }

  return {
    /** Lets a user's request in, or not; `done` must be called at its end. */
    enter(id: string): Throttled | { done(): void } {
      const user = userOf(id);
      if (user.blocked && user.blocked.until <= now()) delete user.blocked;
      else if (user.blocked)
        user.blocked.until = Math.min(now() + limits.windowMs, user.blocked.until + PRESSING);
      else block(user);
      if (user.blocked) return refuse(user, user.blocked.code, user.blocked.until - now());
      // Turned away at once, and longer each time (§4).
      if (user.running >= limits.concurrent) return refuse(user, '0x80072326', (user.pressed + 1) * PRESSING);
      const call = { at: now(), ms: 0 };
      user.calls.push(call);
      user.running += 1;
      user.pressed = 0;
      return {
        done() {
          user.running -= 1;
          call.ms = now() - call.at;
        },
      };
    },
    remaining(id: string): Remaining {
      const user = userOf(id);
      return {
        requests: Math.max(0, limits.requests - user.calls.length),
        executionMs: Math.max(0, limits.executionMs - spent(user)),
      };
    },
    limits: {
      get: () => limits,
      set: (changes: Partial<DataverseLimits>) => {
        limits = DataverseLimits.parse({ ...limits, ...changes });
        users.clear();
      },
      reset: () => {
        limits = DataverseLimits.parse({});
        users.clear();
      },
    } satisfies LimitControls,
  };
}

function messageOf(code: Throttled['code'], limits: DataverseLimits): string {
  const window = `over time window of ${limits.windowMs / 1000} seconds.`;
  if (code === '0x80072326')
    return `Number of concurrent requests exceeded the limit of ${limits.concurrent}.`;
  if (code === '0x80072322') return `Number of requests exceeded the limit of ${limits.requests} ${window}`;
  const limit = limits.executionMs.toLocaleString('en-US');
  return `Combined execution time of incoming requests exceeded limit of ${limit} milliseconds ${window} Decrease number of concurrent requests or reduce the duration of requests and try again later.`;
}
