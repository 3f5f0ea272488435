import { html } from 'hono/html';
import { hopNames } from '../../control/hop-names.ts';
import type { Problem } from '../result.ts';
import { runTitle } from '../words.ts';
import { evidenceId, itemId } from './anchors.ts';
import type { ChecklistItem, Judged } from './checklist.ts';
import { type Markup, sign } from './status.ts';

/** What did not pass, explained: failures first, then what could not be judged because of them. */
export function attention(items: readonly ChecklistItem[]): Markup {
  const findings = items.flatMap(findingsOf);
  const failed = findings.filter(({ status }) => status === 'failed');
  const blocked = findings.filter(({ status }) => status === 'blocked');
  if (findings.length === 0) return html``;
  return html`<section aria-labelledby="attention">
<h2 id="attention">What needs attention</h2>
${[...failed, ...blocked].map((finding) => card(finding, blockerOf(finding, items)))}
</section>`;
}

/** One problem of one item, on every run that has it. */
interface Finding {
  item: ChecklistItem;
  status: 'failed' | 'blocked';
  problem: Problem | undefined;
  judged: Judged[];
}

function findingsOf(item: ChecklistItem): Finding[] {
  const findings = new Map<string, Finding>();
  for (const judged of item.judged) {
    const { status, problem } = judged.item;
    if (status === 'passed') continue;
    // The same stop has another trace on each phone.
    const key = JSON.stringify([status, problem], (name, value) => (name === 'traceId' ? undefined : value));
    const finding = findings.get(key) ?? { item, status, problem, judged: [] };
    finding.judged.push(judged);
    findings.set(key, finding);
  }
  return [...findings.values()];
}

const card = (
  { item, status, problem, judged }: Finding,
  blocker: Markup,
): Markup => html`<article class="card finding ${status}">
<h3>${sign(status)}<span>${item.number}. ${item.title}</span></h3>
<p class="where">${status === 'failed' ? 'Failed on' : 'Could not be judged on'} ${judged.map(
  ({ run }, index) =>
    html`${index > 0 ? '; ' : ''}<a href="#${evidenceId(item.number, run)}">${runTitle(run)}</a>`,
)}${blocker}</p>
${problem ? explanation(problem) : ''}
</article>
`;

/** A link only where that item is in the report: `--only` may have left it out. */
function blockerOf({ problem }: Finding, items: readonly ChecklistItem[]): Markup {
  const by = problem?.blockedBy;
  if (by === undefined) return html``;
  const linked = items.some(({ number }) => number === by);
  return html`. Blocked by ${linked ? html`<a href="#${itemId(by)}">item ${by}</a>` : `item ${by}`}`;
}

/** Also shown beside the evidence. */
export const explanation = ({ expected, came, remedy, stop }: Explained): Markup => {
  const lines: [string, string][] = [
    ['Expected', expected],
    ['Came', came],
    ...(stop ? stopLines(stop) : []),
    [stop ? 'In general' : 'What to do', remedy],
  ];
  return html`<dl class="problem">${lines.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>`;
};

/** What is told of a problem; a scenario's has no stop of its own. */
type Explained = Pick<Problem, 'expected' | 'came' | 'remedy' | 'stop'>;

const stopLines = ({ hop, code, cause, whose, remedy }: NonNullable<Problem['stop']>): [string, string][] => [
  ['Stopped at', `${hopNames[hop]} (${code}): ${cause}`],
  ['Whose matter', whose],
  ['What to do', remedy],
];
