import type { Request } from './context.ts';

/** The longest that a request may wait for a verdict. */
const MAX_WAIT_SECONDS = 30;

/** `Prefer: wait=N` (RFC 7240) in milliseconds; 0 where absent or unreadable. */
export function preferredWait(context: Request): number {
  const preference = (context.req.header('prefer') ?? '')
    .split(',')
    .map((part) => /^\s*wait\s*=\s*"?(\d{1,6})"?\s*(;|$)/i.exec(part)?.[1])
    .find(Boolean);
  return Math.min(Number(preference ?? 0), MAX_WAIT_SECONDS) * 1_000;
}

/** The credential in `Authorization: Bearer …`. */
export function bearerOf(context: Request): string | undefined {
  return /^Bearer +([\x21-\x7e]{1,500})$/i.exec(context.req.header('authorization') ?? '')?.[1];
}
