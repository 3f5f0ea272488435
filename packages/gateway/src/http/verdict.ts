import type { RegistrationView } from '@journeys-push/contract/shell-gateway';
import type { OwnerRequest } from '../installations/owner.ts';
import { isSettled } from '../installations/view.ts';
import type { Request } from './context.ts';
import { preferredWait } from './headers.ts';

/** What a request about an installation's owner says beside its body. */
export const ownerRequest = (context: Request, installationId: string): OwnerRequest => ({
  installationId,
  traceId: context.get('traceId'),
  ...waiting(preferredWait(context), context),
});

/** The signal of a request costs, and matters only to one that waits. */
const waiting = (waitMs: number, context: Request) =>
  waitMs === 0 ? { waitMs } : { waitMs, signal: context.req.raw.signal };

/** 200: settled. 202: accepted durably, still open. */
export const verdictStatus = (registration: RegistrationView): 200 | 202 =>
  isSettled(registration) ? 200 : 202;

/** A user id that is missing or malformed has a code of its own: the page can act by it. */
export const userIdProblem = (userId: unknown) =>
  userId === undefined || userId === null || userId === '' ? 'user-id-required' : 'user-id-invalid';
