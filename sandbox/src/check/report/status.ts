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

/** What the signs are drawn from; four forms, so that they differ without colour too. */
export const signShapes = html`<svg class="unseen" aria-hidden="true"><symbol id="sign-passed" viewBox="0 0 16 16"><path d="m3.8 8.4 2.9 2.9 5.6-6.2"/></symbol><symbol id="sign-failed" viewBox="0 0 16 16"><path d="m4.5 4.5 7 7m0-7-7 7"/></symbol><symbol id="sign-blocked" viewBox="0 0 16 16"><path d="M5.6 4.2v7.6m4.8-7.6v7.6"/></symbol><symbol id="sign-not-applicable" viewBox="0 0 16 16"><path d="M5 8h6"/></symbol></svg>`;
