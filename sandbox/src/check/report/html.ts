import { html } from 'hono/html';
import { reportPage } from '../../report/page.ts';
import type { CheckResult } from '../result.ts';
import { attention } from './attention.ts';
import { checklist } from './checklist.ts';
import { header } from './header.ts';
import { headline } from './headline.ts';
import { items } from './items.ts';
import { matrix } from './matrix.ts';
import { style } from './style.ts';

/** The result as one page. What pages answered stands in it as text. */
export function htmlReport(result: CheckResult): string {
  const list = checklist(result);
  const needed = attention(list);
  const body = html`${header(result)}
<nav aria-label="In this report"><a href="#matrix">All items</a>${result.passed ? '' : html`<a href="#attention">What needs attention</a>`}<a href="#evidence">What was seen</a></nav>
<main>
${matrix(result, list)}
${needed}
${items(list)}
</main>`;
  return reportPage({ title: headline(result), command: 'journeys-push check', style, body });
}
