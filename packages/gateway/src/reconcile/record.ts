import type { Log } from '../log.ts';
import type { Registration, RegistrationState } from './device.ts';

/** A registration before and after something happened. */
export interface Change {
  before: Registration;
  registration: Registration;
}

/** What a state means in words. The ledger is written by the database itself (migrations/000007.sql). */
const HELD = { code: 'registration.registered', words: 'Dynamics confirmed the registration' };
const MEANING: Partial<Record<RegistrationState, typeof HELD>> = {
  pending: { code: 'registration.sent', words: 'The registration was sent to Dynamics' },
  held: HELD,
  refused: { code: 'registration.refused', words: 'Dynamics refused the registration' },
  cleaned: { code: 'registration.cleaned-up', words: 'The registration was cleaned up' },
};

/** What happened to a registration, if it entered a new state. */
const meaningOf = ({ before, registration }: Change) =>
  registration.state === before.state ? undefined : MEANING[registration.state];

/** One line for each registration that entered a new state, under the trace that caused it. */
export function logOutcomes(log: Log, changes: Change[]): void {
  for (const one of changes) {
    const meaning = meaningOf(one);
    if (!meaning) continue;
    const { installationId, app, traceId, requestId, state, message } = one.registration;
    const line = { code: meaning.code, traceId, installationId, app, requestId };
    if (state === 'refused') log.warn({ ...line, reason: message }, meaning.words);
    else log.info(line, meaning.words);
  }
}

/** The same line for one that has just been confirmed. */
export function logHeld(
  log: Log,
  {
    installationId,
    app,
    traceId,
    requestId,
  }: Pick<Registration, 'installationId' | 'app' | 'traceId' | 'requestId'>,
): void {
  const { code, words } = HELD;
  log.info({ code, traceId, installationId, app, requestId }, words);
}
