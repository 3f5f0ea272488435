import type { Context } from 'hono';
import type { Outgoing } from './cut.ts';

/** What the gateway keeps beside a request. */
export interface Env {
  /** Of the connection, where there is one: @hono/node-server hands it over. */
  Bindings:
    | { incoming?: { socket?: { remoteAddress?: string | undefined } }; outgoing?: Outgoing }
    | undefined;
  Variables: {
    /** W3C trace id, taken from `traceparent` or made. */
    traceId: string;
    /** The API key that was used, by the part that may be shown. */
    keyId?: string;
    /** The problem that was answered, for the log. */
    problem?: string;
  };
}

export type Request = Context<Env>;
