import { html } from 'hono/html';
import type { CheckResult } from '../result.ts';
import { duration } from './duration.ts';
import { headline } from './headline.ts';
import { type Markup, sign } from './status.ts';

/** The verdict, and what it was found on. */
export function header(result: CheckResult): Markup {
  const { startedAt, durationMs, browser, counts, runs } = result;
  const urls = [...new Set(runs.map(({ url }) => url))];
  return html`<header>
<p class="brand">journeys-push check</p>
<div class="verdict">${sign(overall(result))}<h1>${headline(result)}</h1></div>
${bar(counts)}
<dl class="about">
<div><dt>Started</dt><dd><time datetime="${startedAt}">${day.format(new Date(startedAt))} UTC</time></dd></div>
<div><dt>Took</dt><dd>${duration(durationMs)}</dd></div>
<div><dt>Ran in</dt><dd>${browser}</dd></div>
${urls.length > 0 ? html`<div><dt>${urls.length > 1 ? 'Pages' : 'Page'}</dt>${urls.map((url) => html`<dd>${url}</dd>`)}</div>` : ''}
</dl>
${honest(result)}
</header>`;
}

/** What the verdict rests on. */
const honest = ({ runs }: CheckResult): Markup =>
  runs.some(({ page }) => page === 'phone')
    ? html`<p class="honest"><strong>A person held the phone:</strong> dialogs, settings and notifications are what they said they saw, and the push was sent by hand. The calls were made in the app, and what they answered was judged here.</p>`
    : html`<p class="honest"><strong>The phones are simulated, and Dynamics, APNs and FCM are twins:</strong> local imitations of the services. This shows how the page, the app and the gateway work together; it does not show that a real account or a real phone is set up correctly.</p>`;

const overall = ({ passed, counts }: CheckResult) =>
  passed ? 'passed' : counts.failed > 0 ? 'failed' : 'blocked';

/** The counts as lengths. The sentence above says the same. */
function bar({ passed, failed, blocked }: CheckResult['counts']): Markup {
  const total = Math.max(1, passed + failed + blocked);
  return html`<svg class="bar" viewBox="0 0 ${total} 1" preserveAspectRatio="none" aria-hidden="true"><rect class="failed" width="${failed}" height="1"/><rect class="blocked" x="${failed}" width="${blocked}" height="1"/><rect class="passed" x="${failed + blocked}" width="${passed}" height="1"/></svg>`;
}

const day = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  timeZone: 'UTC',
});
