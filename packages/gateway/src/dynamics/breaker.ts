import type { Clock } from '../clock.ts';
import { backOff, doubled, type Timing } from '../timing.ts';

/**
 * Spares a service that does not answer: after some failures in a row nothing is sent for a while, then one call goes
 * out as a probe. It answers, and everything flows again; it fails, and the next pause is twice as long.
 *
 * Asked, not wrapped around calls as libraries' breakers are: work for a service that is spared must not even be
 * claimed, and time is injected (see docs/decisions/0018).
 */
export interface Breaker {
  /** Nothing may be sent to the service before this time. */
  openUntil(service: string): number;
  /** How much may be begun now: everything, one probe, or nothing. */
  room(service: string): number;
  /** Whether a call may be made now. Taking the probe lets nobody else through until it has ended. */
  enter(service: string): boolean;
  /** The service answered. True: it had been given up. */
  succeeded(service: string): boolean;
  /** It did not. True: it is given up by this. */
  failed(service: string): boolean;
}

export interface BreakerOptions
  extends Pick<Timing, 'breakerFailures' | 'breakerMs' | 'maxRetryMs' | 'timeoutMs'> {
  clock: Clock;
  /** 0 ≤ x < 1. */
  random: () => number;
}

interface State {
  /** In a row. */
  failures: number;
  /** How often it has been opened since the last good answer. */
  opened: number;
  until: number;
  /** One call is under way to find out. */
  probing: boolean;
}

export function createBreaker(options: BreakerOptions): Breaker {
  const { clock, random, breakerFailures, breakerMs, maxRetryMs, timeoutMs } = options;
  const states = new Map<string, State>();
  const openUntil = (service: string): number => states.get(service)?.until ?? 0;
  const isOpen = (service: string): boolean => (states.get(service)?.opened ?? 0) > 0;
  const room = (service: string): number => {
    if (!isOpen(service)) return Number.POSITIVE_INFINITY;
    return openUntil(service) > clock.now() ? 0 : 1;
  };
  return {
    openUntil,
    room,
    enter(service) {
      const state = states.get(service);
      if (room(service) === 0) return false;
      if (state && state.opened > 0) Object.assign(state, { probing: true, until: clock.now() + timeoutMs });
      return true;
    },
    succeeded(service) {
      const wasOpen = isOpen(service);
      states.delete(service);
      return wasOpen;
    },
    failed(service) {
      const state = states.get(service) ?? { failures: 0, opened: 0, until: 0, probing: false };
      states.set(service, state);
      state.failures += 1;
      // What was under way when it was given up says nothing new.
      if (state.opened > 0 ? !state.probing : state.failures < breakerFailures) return false;
      const delay = backOff(doubled(breakerMs, state.opened, maxRetryMs), { random });
      Object.assign(state, { until: clock.now() + delay, opened: state.opened + 1, probing: false });
      return state.opened === 1;
    },
  };
}
