import type { RegistrationRecord, Trouble } from './record.ts';

/** What the phone has to do at the gateway now, one thing at a time and in this order. */
export type Step = 'announce' | 'bind' | 'unbind' | 'read' | 'rest';

export interface Situation {
  record: RegistrationRecord;
  /** The installation as it is now, as JSON text. */
  body: string;
  /** A credential is held. */
  enrolled: boolean;
  /** Milliseconds since the epoch. */
  now: number;
  /** Something other than the record wants the installation announced: automatic registration, an open to tell. */
  needed: boolean;
  /** It is time to look how an open registration stands. */
  readDue: boolean;
  /** It is time to try again what was refused. */
  retryRefused: boolean;
}

/** A heartbeat at least once a day (facts: user-asks.md 23, 27). */
const HEARTBEAT_MS = 24 * 60 * 60_000;

export function nextStep(situation: Situation): Step {
  const { record, readDue } = situation;
  const { intent, acked, repeated } = record;
  if (!isPresent(situation)) return 'rest';
  if (announceIsDue(situation)) return isRefused(situation, 'installation') ? 'rest' : 'announce';
  if ((!acked || repeated) && !isRefused(situation, 'user')) {
    if (intent.kind === 'register') return 'bind';
    if (intent.kind === 'unregister') return 'unbind';
  }
  return readDue && isOpen(record) ? 'read' : 'rest';
}

/** The gateway hears nothing of an app whose page has never registered anybody. */
export const isPresent = ({ record: { intent, acked, announced }, needed }: Situation): boolean =>
  needed || announced !== undefined || intent.kind === 'register' || (intent.kind === 'unregister' && !acked);

function isRefused({ record, body, retryRefused }: Situation, step: Trouble['step']): boolean {
  const { trouble } = record;
  if (trouble?.step !== step || trouble.kind === 'retry') return false;
  if (trouble.kind === 'identity') return true;
  return !retryRefused && (step === 'user' || trouble.body === body);
}

const announceIsDue = ({
  record: { announced, verifyAt = Infinity },
  enrolled,
  body,
  now,
}: Situation): boolean =>
  !enrolled || announced?.body !== body || now - announced.at >= HEARTBEAT_MS || now >= verifyAt;

/** Dynamics has not decided yet, as far as the phone knows. */
export const isOpen = ({ acked, view }: RegistrationRecord): boolean =>
  acked && (view?.state === 'queued' || view?.state === 'sent' || view?.state === 'removing');
