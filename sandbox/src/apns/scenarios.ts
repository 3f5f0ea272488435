import * as z from 'zod';
import type { ApnsReason } from './wire.ts';

const count = z.int().min(1).nullable().default(null);
const milliseconds = z.int().min(1).nullable().default(null);

/**
 * Whole behaviours of Apple's service that are off by default, since they make a healthy sender fail or a test wait.
 * All can be changed while the twin runs; those of a connection hold for connections made afterwards.
 */
export const ApnsScenarios = z.strictObject({
  /** A connection may open one stream until it has shown a valid token or certificate, then 1,000 (§0.2, §1.8). */
  strictPreAuth: z.boolean().default(false),
  /**
   * What becomes of a client that opens more streams than announced: each of them is refused, as Node's HTTP/2 does, or
   * the connection ends with GOAWAY, code 7 and the text that Apple's service was seen to send (§1.8).
   */
  tooManyStreams: z.enum(['refuse-stream', 'go-away']).default('refuse-stream'),
  /** A connection is ended with GOAWAY and reason Shutdown after this many requests (§1.8). */
  goAwayAfterRequests: count,
  /** A connection without a request for this long is ended with GOAWAY and reason IdleTimeout (§1.6; the way: assumed). */
  idleTimeoutMs: milliseconds,
  /**
   * Apple learns of an uninstall late (§1.6): after this many pushes to the app that is gone, or this long after it went,
   * whichever is first. Until then such pushes are accepted and lost. Both null: at once.
   */
  uninstallNoticedAfterPushes: count,
  uninstallNoticedAfterMs: milliseconds,
  /** More pushes than this to one device within `perMs` are 429 TooManyRequests (§1.6; the numbers: assumed). */
  deviceLimit: z
    .strictObject({ pushes: z.int().min(1), perMs: z.int().min(1) })
    .nullable()
    .default(null),
  /** How far the senders' clocks are behind Apple's, in milliseconds: a provider token looks older by this (§1.3). */
  clockSkewMs: z.int().default(0),
});
export type ApnsScenarios = z.infer<typeof ApnsScenarios>;

/** What a person or a test says to the twin about its scenarios. */
export interface ScenarioControls {
  get(): Readonly<ApnsScenarios>;
  /** Changes the named ones; throws a ZodError for an unknown name or a bad value, and then changes none. */
  set(changes: Partial<z.input<typeof ApnsScenarios>>): void;
  /** All off. */
  reset(): void;
  /** Ends all connections with GOAWAY, whose JSON names the reason (default Shutdown). Returns how many there were. */
  goAway(options?: { reason?: ApnsReason }): number;
}

export function createScenarios(): Omit<ScenarioControls, 'goAway'> {
  let current = ApnsScenarios.parse({});
  return {
    get: () => current,
    set(changes) {
      current = ApnsScenarios.parse({ ...current, ...changes });
    },
    reset() {
      current = ApnsScenarios.parse({});
    },
  };
}
