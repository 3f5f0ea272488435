import type { Cause, LedgerEntry } from '../ledger/ledger.ts';
import type { Log } from '../log.ts';
import type { Done } from './act.ts';
import type { RegistrationState } from './device.ts';

/** What a state means for the history, and in words. */
const MEANING: Partial<Record<RegistrationState, { cause?: Cause; code: string; words: string }>> = {
  pending: { code: 'registration.sent', words: 'The registration was sent to Dynamics' },
  held: {
    cause: 'registered',
    code: 'registration.registered',
    words: 'Dynamics confirmed the registration',
  },
  refused: { cause: 'refused', code: 'registration.refused', words: 'Dynamics refused the registration' },
  cleaned: { cause: 'cleaned-up', code: 'registration.cleaned-up', words: 'The registration was cleaned up' },
};

/** What happened to a registration, if it entered a new state. */
const meaningOf = ({ task, registration }: Done) =>
  registration.state === task.registration.state ? undefined : MEANING[registration.state];

/** The history of what Dynamics made of registrations. */
export function ledgerEntries(done: Done[]): LedgerEntry[] {
  return done.flatMap((one): LedgerEntry[] => {
    const cause = meaningOf(one)?.cause;
    if (!cause) return [];
    const { installationId, app, userKey, traceId, state, tokenHash: token, message } = one.registration;
    const before = { state: one.task.registration.state, token };
    const after = { state, token, ...(state === 'refused' && { message }) };
    return [{ installationId, app, userKey, cause, traceId, before, after }];
  });
}

/** One line for each registration that entered a new state, under the trace that caused it. */
export function logOutcomes(log: Log, done: Done[]): void {
  for (const one of done) {
    const meaning = meaningOf(one);
    if (!meaning) continue;
    const { installationId, app, traceId, requestId, state, message } = one.registration;
    const line = { code: meaning.code, traceId, installationId, app, requestId };
    if (state === 'refused') log.warn({ ...line, reason: message }, meaning.words);
    else log.info(line, meaning.words);
  }
}
