import { problems } from '@journeys-push/contract/problems';
import type { RegistrationView } from '@journeys-push/contract/shell-gateway';
import type { Awaited } from './store.ts';

/** The state of a device whose person is waited for, in the words of the wire. */
export function viewOfAwaited({ userId, reason, since }: Awaited): RegistrationView {
  const message = problems[reason === 'user-ambiguous' ? reason : 'user-unknown'].title;
  return { state: 'queued', userId, reason, message, since: since.toISOString() };
}
