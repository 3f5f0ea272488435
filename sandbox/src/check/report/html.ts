import { html } from 'hono/html';
import { reportPage } from '../../report/page.ts';
import type { CheckResult } from '../result.ts';
import { attention } from './attention.ts';
import { checklist } from './checklist.ts';
import { header } from './header.ts';
import { headline } from './headline.ts';
import { items } from './items.ts';
import { matrix } from './matrix.ts';
import { scenarios } from './scenarios.ts';
import type { Markup } from './status.ts';
import { style } from './style.ts';

/** The result as one page. What pages answered stands in it as text. */
export function htmlReport(result: CheckResult): string {
  const body = html`${header(result)}
${result.scenarios ? html`<main>${scenarios(result.scenarios)}</main>` : ofItems(result)}`;
  return reportPage({ title: headline(result), command: 'journeys-push check', style, body });
}

function ofItems(result: CheckResult): Markup {
  const list = checklist(result);
  return html`<nav aria-label="In this report"><a href="#matrix">All items</a>${result.passed ? '' : html`<a href="#attention">What needs attention</a>`}<a href="#evidence">What was seen</a></nav>
<main>
${matrix(result, list)}
${attention(list)}
${items(list)}
</main>`;
}
