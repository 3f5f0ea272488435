import type { PageReason, RegisterAnswer, Registration } from '@journeys-push/contract/page-shell';
import { problems } from '@journeys-push/contract/problems';

/** A failure that a page resolves with; it never carries `error` (facts: median-bridge.md, "Callbacks"). */
export const failed = (
  reason: PageReason,
  message: string = problems[reason].title,
  registration?: Registration,
): RegisterAnswer => ({ success: false, reason, message, ...(registration ? { registration } : {}) });

/** The answer when the gateway has accepted the wish: Dynamics' verdict, as far as there is one. */
export function verdict(registration: Registration): RegisterAnswer {
  const { state, for: what, reason, message } = registration;
  if (state === 'refused') return failed(reason ?? 'dynamics-refused', message, registration);
  if (state === 'waiting') return failed(reason ?? lacking[what ?? 'network'], message, registration);
  return { success: true, registration };
}

const lacking = {
  permission: 'permission-missing',
  token: 'token-missing',
  identity: 'identity-required',
  network: 'gateway-unavailable',
} as const;
