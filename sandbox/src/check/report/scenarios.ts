import { html } from 'hono/html';
import type { ScenarioRun } from '../../control/scenario-wire.ts';
import { explanation } from './attention.ts';
import { duration } from './duration.ts';
import { type Markup, sign, statusWords } from './status.ts';

/** Every scenario that was told, with its steps on each phone; those that have failed come first. */
export function scenarios(runs: readonly ScenarioRun[]): Markup {
  const byName = new Map<string, ScenarioRun[]>();
  for (const run of runs) byName.set(run.scenario, [...(byName.get(run.scenario) ?? []), run]);
  const groups = [...byName.values()].sort((a, b) => Number(b.some(hasFailed)) - Number(a.some(hasFailed)));
  return html`<section aria-labelledby="scenarios">
<h2 id="scenarios">Scenarios</h2>
${groups.map(card)}</section>`;
}

const hasFailed = ({ status }: ScenarioRun) => status !== 'passed';
const statusOf = (run: ScenarioRun) => (hasFailed(run) ? 'failed' : 'passed');

function card(runs: ScenarioRun[]): Markup {
  const [{ scenario, title } = { scenario: '', title: '' }] = runs;
  const passed = runs.filter((run) => !hasFailed(run)).length;
  return html`<section class="card item" aria-labelledby="scenario-${scenario}">
<h3 id="scenario-${scenario}">${title} <small>${passed} of ${runs.length} passed</small></h3>
${runs.map(told)}</section>
`;
}

const told = (run: ScenarioRun): Markup =>
  html`<details${hasFailed(run) ? ' open' : ''}><summary>${sign(statusOf(run))}<span>${run.profile}</span><span class="end">${statusWords[statusOf(run)]} · ${duration(run.durationMs ?? 0)}</span></summary>
<div class="evidence ${statusOf(run)}">${run.problem ? explanation(run.problem) : ''}<ol>${run.steps.map(
    ({ sentence, status, durationMs }) =>
      html`<li>${sign(status === 'passed' ? 'passed' : 'failed')} ${sentence}. <small>${duration(durationMs)}</small></li>`,
  )}</ol>${run.problem?.timeline ? html`<pre><code>${run.problem.timeline}</code></pre>` : ''}</div></details>
`;
