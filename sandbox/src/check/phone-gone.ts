import { ControlError } from '../control/client.ts';
import { CheckFailure } from './check-failure.ts';

/** The sandbox’s word that a phone is not there any more, as the check’s own; every other error as it is. */
export const phoneGone = (error: unknown, name?: string): unknown =>
  error instanceof ControlError && error.problem.code === 'phone-unknown'
    ? new CheckFailure('phone-unknown', name ?? error.message)
    : error;
