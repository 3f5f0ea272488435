import { html } from 'hono/html';
import { runTitle } from '../words.ts';
import { evidenceId, itemId } from './anchors.ts';
import { explanation } from './attention.ts';
import type { ChecklistItem, Judged } from './checklist.ts';
import { duration } from './duration.ts';
import { evidence } from './evidence.ts';
import { type Markup, sign, statusWords } from './status.ts';

/** Every item with what was seen in each run. */
export const items = (list: readonly ChecklistItem[]): Markup => html`<section aria-labelledby="evidence">
<h2 id="evidence">What was seen</h2>
${list.map(section)}</section>`;

function section({ number, title, judged }: ChecklistItem): Markup {
  const passed = judged.filter(({ item }) => item.status === 'passed').length;
  return html`<section class="card item" aria-labelledby="${itemId(number)}">
<h3 id="${itemId(number)}">${number}. ${title} <small>${passed} of ${judged.length} passed</small></h3>
${judged.map(runOf)}</section>
`;
}

/**
 * The anchor is inside the details, not on them: a link to a place in closed details opens them, without a script
 * (HTML standard, "ancestor revealing algorithm").
 */
const runOf = ({ run, item }: Judged): Markup =>
  html`<details${item.status === 'passed' ? '' : ' open'}><summary>${sign(item.status)}<span>${runTitle(run)}</span><span class="end">${statusWords[item.status]} · ${duration(item.durationMs)}</span></summary>
<div class="evidence ${item.status}" id="${evidenceId(item.number, run)}">${item.problem ? explanation(item.problem) : ''}${evidence(run, item)}</div></details>
`;
