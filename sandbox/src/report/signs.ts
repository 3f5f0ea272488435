import { html } from 'hono/html';

/**
 * What the signs of a report are drawn from: `<svg class="sign passed"><use href="#sign-passed"/></svg>`. Four forms, so
 * that they differ without colour too.
 */
export const signShapes = html`<svg class="unseen" aria-hidden="true"><symbol id="sign-passed" viewBox="0 0 16 16"><path d="m3.8 8.4 2.9 2.9 5.6-6.2"/></symbol><symbol id="sign-failed" viewBox="0 0 16 16"><path d="m4.5 4.5 7 7m0-7-7 7"/></symbol><symbol id="sign-blocked" viewBox="0 0 16 16"><path d="M5.6 4.2v7.6m4.8-7.6v7.6"/></symbol><symbol id="sign-not-applicable" viewBox="0 0 16 16"><path d="M5 8h6"/></symbol></svg>`;
