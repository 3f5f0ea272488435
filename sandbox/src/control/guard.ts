import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { refuse } from './problem.ts';

export interface GuardOptions {
  token: string;
  /** Origins of pages that may call; a request without an Origin header comes from a script. */
  origins: () => string[];
}

/** Lets in who holds the token, and of web pages only the lab: a page in a phone must not steer its phone. */
export function guard({ token, origins }: GuardOptions): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header('origin');
    if (origin !== undefined && !origins().includes(origin)) return refuse(context, 'origin-refused');
    const given = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1] ?? '';
    if (!same(given, token)) return refuse(context, 'token-refused');
    await next();
  };
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
