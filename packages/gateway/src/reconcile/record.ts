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
    const { installationId, app, traceId, requestId, state, message, wasMissing } = one.registration;
    const line = { code: meaning.code, traceId, installationId, app, requestId };
    if (state === 'refused') log.warn({ ...line, reason: message }, meaning.words);
    else log.info(line, meaning.words);
    if (wasMissing) logMissing(log, line);
  }
}

/** What was confirmed and gone is there again: what the ledger said in between was not so. */
function logMissing(log: Log, line: object): void {
  const words = 'Dynamics did not have a registration any more that it had confirmed: it has it again';
  log.warn({ ...line, code: 'registration.missing' }, words);
}

/** The same line for one that has just been confirmed. */
export function logHeld(
  log: Log,
  {
    installationId,
    app,
    traceId,
    requestId,
    wasMissing,
  }: Pick<Registration, 'installationId' | 'app' | 'traceId' | 'requestId' | 'wasMissing'>,
): void {
  const { code, words } = HELD;
  const line = { code, traceId, installationId, app, requestId };
  log.info(line, words);
  if (wasMissing) logMissing(log, line);
}
