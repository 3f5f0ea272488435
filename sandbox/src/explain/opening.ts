import type { Phone, TimelineEvent } from '../control/wire.ts';
import { causeOfEvent } from './cause.ts';
import { openings } from './causes/phone.ts';
import { causeOf, type Line } from './causes/words.ts';
import { explain } from './explain.ts';
import type { Explanation, Stop } from './explanation.ts';

/** What a phone shows, and what it should. */
export interface Opening {
  phone: Phone;
  /** True: the app or the browser is at the address that was expected. */
  there: boolean;
  /** All that has happened on the phone. */
  events: readonly TimelineEvent[];
}

/** Why a phone does not show a page that a tap or a link was to open. `final`: waiting longer changes nothing. */
export function explainOpening(opening: Opening): Explanation & { final: boolean } {
  const { phone, events } = opening;
  const ways = events.filter(({ kind }) => kind === 'push.tapped' || kind.startsWith('navigation.'));
  const last = ways.at(-1);
  const traceId = last?.traceId ?? '';
  const trace = explain(events.filter((event) => event.traceId === traceId));
  const failed = last && /^navigation\.(refused|lost)$/.test(last.kind) ? last : undefined;
  const refused = events.find(({ kind, traceId: of }) => kind === 'shell.link.refused' && of === traceId);
  const ended = failed ?? (last?.kind === 'push.tapped' ? refused : undefined);
  if (ended)
    return {
      ...{ ...trace, state: 'stopped', final: true },
      stop: { ...causeOfEvent(ended), hop: ended.hop, said: ended.summary },
    };
  const stop = stopOf(opening, last);
  return {
    ...trace,
    state: 'open',
    stop,
    final: false,
    hops: last ? trace.hops : [{ hop: 'phone', outcome: 'open', said: place(phone) }],
  };
}

function stopOf({ phone, there }: Opening, last: TimelineEvent | undefined): Stop {
  const code = codeOf(phone, there, last);
  const [cause, ...rest] = openings[code] as Line;
  return { ...causeOf(code, [`${cause} ${place(phone)}`, ...rest]), hop: 'phone', said: place(phone) };
}

function codeOf(
  { state, page }: Phone,
  there: boolean,
  last: TimelineEvent | undefined,
): keyof typeof openings {
  if (!there) return last ? 'elsewhere' : 'nothing-tapped';
  if (state !== 'foreground') return 'app-not-in-front';
  return page.connected ? 'page-loading' : 'page-absent';
}

/** Where the phone is, in words. */
function place({ state, browser, page }: Phone): string {
  if (browser !== null) return `The browser shows ${browser}.`;
  if (state === 'killed') return 'The app is not running.';
  const where = state === 'foreground' ? 'in front' : 'in the background';
  return `The app is ${where}, at ${new URL(page.url).pathname}${new URL(page.url).search}.`;
}
