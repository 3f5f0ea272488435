import { html } from 'hono/html';
import type { CheckResult, Run } from '../result.ts';
import { pageWords, runTitle } from '../words.ts';
import { evidenceId, itemId } from './anchors.ts';
import type { ChecklistItem } from './checklist.ts';
import { duration } from './duration.ts';
import { type Markup, type Status, sign, statusWords } from './status.ts';

/** Items as rows, runs as columns; every cell leads to its evidence. */
export function matrix({ runs, counts }: CheckResult, items: readonly ChecklistItem[]): Markup {
  return html`<section aria-labelledby="matrix">
<h2 id="matrix">All items on all phones</h2>
<div class="card wide">
<table class="matrix">
<caption>${legend(counts)}</caption>
<colgroup></colgroup>${phones(runs).map(({ columns }) => html`<colgroup span="${columns}"></colgroup>`)}
<thead>
<tr><th scope="col" rowspan="2">Item</th>${phones(runs).map(
    ({ phone, os, columns }) =>
      html`<th scope="colgroup" colspan="${columns}">${phone} <small>${os}</small></th>`,
  )}</tr>
<tr>${runs.map(({ page }) => html`<th scope="col"><span>${pageWords[page]}</span></th>`)}</tr>
</thead>
<tbody>${items.map((item) => row(item, runs))}</tbody>
<tfoot><tr><th scope="row">Time</th>${runs.map((run) => html`<td>${duration(run.durationMs)}</td>`)}</tr></tfoot>
</table>
${absent(items)}</div>
</section>`;
}

function legend(counts: CheckResult['counts']): Markup {
  const statuses = ['passed', 'failed', 'blocked', 'not-applicable'] as const;
  return html`<ul>${statuses.map(
    (status) =>
      html`<li>${sign(status)} ${statusWords[status]}${status === 'not-applicable' ? '' : html` <b>${counts[status]}</b>`}</li>`,
  )}</ul>`;
}

/** Neighbouring runs of one phone share a heading. */
function phones(runs: readonly Run[]) {
  const groups: { phone: string; os: string; columns: number }[] = [];
  for (const { phone, os } of runs) {
    const last = groups.at(-1);
    if (last?.phone === phone) last.columns += 1;
    else groups.push({ phone, os, columns: 1 });
  }
  return groups;
}

const row = (item: ChecklistItem, runs: readonly Run[]): Markup =>
  html`<tr><th scope="row"><a href="#${itemId(item.number)}"><span>${item.number}</span> ${item.title}</a></th>${runs.map((run) => cell(item, run))}</tr>
`;

function cell({ number, judged }: ChecklistItem, run: Run): Markup {
  const status: Status = judged.find((one) => one.run === run)?.item.status ?? 'not-applicable';
  if (status === 'not-applicable')
    return html`<td>${sign(status)}<span class="unseen">${statusWords[status]}</span></td>`;
  return html`<td><a href="#${evidenceId(number, run)}">${sign(status)}<span class="unseen">${statusWords[status]}: item ${number}, ${runTitle(run)}</span></a></td>`;
}

/** The vendor's checklist has 18 items; a report may be of fewer phones or of chosen items. */
function absent(items: readonly ChecklistItem[]): Markup | '' {
  const missing = Array.from({ length: 18 }, (_, index) => index + 1).filter(
    (number) => !items.some((item) => item.number === number),
  );
  if (missing.length === 0) return '';
  return html`<p class="absent">Not part of this report: item${missing.length > 1 ? 's' : ''} ${missing.join(', ')}.</p>`;
}
