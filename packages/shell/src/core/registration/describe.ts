import type { PageReason, Registration, WaitingFor } from '@journeys-push/contract/page-shell';
import { problems } from '@journeys-push/contract/problems';
import type { RegistrationView } from '@journeys-push/contract/shell-gateway';
import { isPageReason } from '../gateway/failure.ts';
import type { RegistrationRecord, Trouble } from './record.ts';

/** What the phone itself contributes to a registration. */
export interface Conditions {
  granted: boolean;
  hasToken: boolean;
}

/** The registration as a page is told, without `since`. */
export function describe(record: RegistrationRecord, conditions: Conditions): Registration {
  const { intent, acked, view, trouble } = record;
  if (intent.kind === 'none') return view?.userId ? fromView(view) : { state: 'none' };
  if (intent.kind === 'unregister') {
    if (!acked || !view) return { state: 'removing', ...(trouble ? why(trouble) : {}) };
    return view.state === 'none' ? { state: 'removed' } : fromView(view);
  }
  const { userId } = intent;
  if (trouble && blocks(trouble, acked)) return { ...fromTrouble(trouble), userId };
  const missing = missingHere(conditions);
  if (missing) return { ...missing, userId };
  if (acked && view) return { userId, ...fromView(view) };
  return { state: 'waiting', for: 'network', userId, ...(trouble ? why(trouble) : {}) };
}

/** Only somebody else can help: that says more than what the phone still lacks. */
const blocks = ({ kind, step }: Trouble, acked: boolean): boolean =>
  kind !== 'retry' && (step === 'installation' || !acked);

function missingHere({ granted, hasToken }: Conditions): Registration | undefined {
  if (!granted) return waiting('permission', 'permission-missing');
  if (!hasToken) return waiting('token', 'token-missing');
  return undefined;
}

const waiting = (what: WaitingFor, reason: PageReason): Registration => ({
  state: 'waiting',
  for: what,
  reason,
  message: problems[reason].title,
});

const fromTrouble = (trouble: Trouble): Registration =>
  trouble.kind === 'identity'
    ? { state: 'waiting', for: 'identity', ...why(trouble) }
    : { state: 'refused', ...why(trouble) };

const why = ({ reason, message }: Trouble) => ({ reason, message });

function fromView({ reason, ...view }: RegistrationView): Registration {
  const known = isPageReason(reason) ? reason : undefined;
  return { ...view, ...(known ? { reason: known } : {}) };
}

/** What makes a registration another one for a page. */
export const keyOf = ({ state, for: what, userId, requestId, reason }: Registration): string =>
  JSON.stringify([state, what, userId, requestId, reason]);
