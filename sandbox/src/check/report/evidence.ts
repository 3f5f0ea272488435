import { html } from 'hono/html';
import type { ChannelDevice, TimelineEvent } from '../../control/wire.ts';
import type { Evidence, ItemResult, Run } from '../result.ts';
import type { Markup } from './status.ts';
import { timelineRows } from './timeline-rows.ts';
import { tokenEnd } from './token-end.ts';

/** What was seen, in its order; pictures beside it. Nothing of it becomes a link: addresses come from outside. */
export function evidence({ phone }: Run, item: ItemResult): Markup {
  const pictures = item.evidence.filter((one) => one.kind === 'picture');
  const others = neighbours(item.evidence.filter((one) => one.kind !== 'picture'));
  return html`<div class="seen">${others.map(block)}${item.evidence.length === 0 ? html`<p>Nothing was kept.</p>` : ''}</div>${
    pictures.length > 0 ? html`<div class="pictures">${pictures.map((one) => picture(one, phone))}</div>` : ''
  }`;
}

type Told = Extract<Evidence, { kind: 'answer' | 'fact' }>;
type Tabular = Extract<Evidence, { kind: 'devices' | 'timeline' }>;

/** Answers and facts that follow one another make one list. */
function neighbours(list: readonly (Told | Tabular)[]): (Told[] | Tabular)[] {
  const blocks: (Told[] | Tabular)[] = [];
  for (const one of list) {
    const last = blocks.at(-1);
    if (one.kind === 'devices' || one.kind === 'timeline') blocks.push(one);
    else if (Array.isArray(last)) last.push(one);
    else blocks.push([one]);
  }
  return blocks;
}

function block(one: Told[] | Tabular): Markup {
  if (Array.isArray(one)) return html`<dl class="told">${one.map(told)}</dl>`;
  return one.kind === 'devices' ? devices(one.rows) : timeline(one.events);
}

const told = (one: Told): Markup =>
  one.kind === 'fact'
    ? html`<div><dt>${one.name}</dt><dd>${one.value}</dd></div>`
    : html`<div class="answer"><dt><code>${one.call}</code></dt><dd><pre><code>${laidOut(one.outcome)}</code></pre></dd></div>`;

/** A long JSON answer line by line; anything else as it is. */
function laidOut(outcome: string): string {
  if (outcome.length < 80) return outcome;
  try {
    return JSON.stringify(JSON.parse(outcome), null, 2);
  } catch {
    return outcome;
  }
}

const picture = ({ caption, jpeg }: Extract<Evidence, { kind: 'picture' }>, phone: string): Markup =>
  html`<figure>${jpeg ? html`<img src="data:image/jpeg;base64,${jpeg}" alt="Screen of the ${phone}">` : ''}<figcaption>${caption}</figcaption></figure>`;

function devices(rows: readonly ChannelDevice[]): Markup {
  const caption = 'Device table of the mobile app channel in Dynamics';
  if (rows.length === 0) return html`<p class="empty">${caption}: no row of this phone.</p>`;
  return html`<table class="devices"><caption>${caption}</caption><thead><tr><th scope="col">Person</th><th scope="col">Platform</th><th scope="col">Token</th><th scope="col">Result</th></tr></thead><tbody>${rows.map(device)}</tbody></table>`;
}

const device = ({ userId, platform, token, result, reason }: ChannelDevice): Markup =>
  html`<tr><td>${userId}</td><td>${platform}</td><td><code>${tokenEnd(token)}</code></td><td>${result}${reason ? `: ${reason}` : ''}</td></tr>`;

const timeline = (events: readonly TimelineEvent[]): Markup =>
  html`<table class="timeline"><caption>Timeline</caption><thead><tr><th scope="col">ms</th><th scope="col">Hop</th><th scope="col">What happened</th></tr></thead><tbody>${timelineRows(events).map(event)}</tbody></table>`;

const event = ({ offsetMs, hop, summary, failed }: ReturnType<typeof timelineRows>[number]): Markup =>
  html`<tr${failed ? ' class=failed' : ''}><td>+${offsetMs}</td><td>${hop}</td><td>${failed ? html`<b>Stopped here:</b> ` : ''}${summary}</td></tr>
`;
