import type { MiddlewareHandler } from 'hono';
import type { Limits } from '../access/limits.ts';
import type { Env } from './context.ts';
import { bearerOf } from './headers.ts';

/** Before anything is read or looked up: what one address costs is bounded. */
export const limitAddresses =
  (limits: Limits): MiddlewareHandler<Env> =>
  async (context, next) => {
    limits.address(context);
    await next();
  };

export const limitInstallations =
  (limits: Limits): MiddlewareHandler<Env> =>
  async (context, next) => {
    limits.installation(context, bearerOf(context));
    await next();
  };
