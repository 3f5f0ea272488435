import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { Cors } from '../access/config.ts';
import type { Env } from './context.ts';

/** Lets pages of the allowed origins call, and read what a caller acts by. Others get no CORS header at all. */
export function allowOrigins({ allowedOrigins }: Cors): MiddlewareHandler<Env> {
  return cors({
    origin: allowedOrigins,
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'prefer', 'traceparent'],
    exposeHeaders: ['retry-after', 'idempotency-replayed', 'content-disposition', 'www-authenticate'],
    // An hour; browsers keep less if they like.
    maxAge: 3_600,
  });
}
