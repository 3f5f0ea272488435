import { html } from 'hono/html';
import type { ItemResult } from '../result.ts';

export type Markup = ReturnType<typeof html>;

export type Status = ItemResult['status'] | 'not-applicable';

export const statusWords: Record<Status, string> = {
  passed: 'Passed',
  failed: 'Failed',
  blocked: 'Blocked',
  'not-applicable': 'Not applicable',
};

/** A sign of the status for the eye; the word for it stands beside it, or is there for screen readers. */
export const sign = (status: Status): Markup =>
  html`<svg class="sign ${status}" aria-hidden="true"><use href="#sign-${status}"/></svg>`;
