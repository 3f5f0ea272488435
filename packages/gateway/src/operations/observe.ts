import { type ProblemCode, problems } from '@journeys-push/contract/problems';
import type { Log } from '../log.ts';
import { reasonTable } from '../reconcile/reasons.ts';
import type { Instruments } from './instruments.ts';
import type { Waits } from './waits.ts';

export interface Measures {
  instruments: Instruments;
  waits: Waits;
}

/** A line as it is logged; its `code` says what happened (README, "Its log"). */
type Line = Record<string, unknown>;

/**
 * A log that counts what it is told before it passes it on, whatever the level. What an operator counts and what the
 * log says are the same events, so they are told once.
 */
export function observing(log: Log, measures: Measures): Log {
  const passing = (level: keyof Log): Log[keyof Log] =>
    ((line: unknown, ...rest: [string?]) => {
      if (typeof line === 'object' && line !== null) observe(line as Line, measures);
      log[level](line, ...rest);
    }) as Log[keyof Log];
  return {
    debug: passing('debug'),
    info: passing('info'),
    warn: passing('warn'),
    error: passing('error'),
  };
}

function observe(line: Line, { instruments, waits }: Measures): void {
  const code = String(line.code);
  const app = String(line.app);
  if (code === 'request') request(line, instruments);
  else if (code.startsWith('registration.'))
    registration(code.slice('registration.'.length), line, { instruments, waits });
  else if (code.startsWith('open.')) instruments.opens.inc({ app, outcome: code.slice('open.'.length) });
  else if (code === 'dynamics-later')
    instruments.callsLater.inc({ app, cause: causeOf(line.cause) }, Number(line.count ?? 1));
  else if (code === 'identity-observed') instruments.identityObserved.inc({ code: String(line.problem) });
  else if (line.alert === true) instruments.alerts.inc({ app, code });
}

function request({ method, route, status, problem, ms }: Line, instruments: Instruments): void {
  const labels = { method: String(method), route: String(route) };
  instruments.requests.inc({ ...labels, status: String(status) });
  instruments.requestSeconds.observe(labels, Number(ms) / 1_000);
  if (typeof problem === 'string' && problem in problems)
    instruments.refusals.inc({ code: problem as ProblemCode });
}

function registration(outcome: string, line: Line, { instruments, waits }: Measures): void {
  const app = String(line.app);
  const reason = outcome === 'refused' ? reasonOf(line.reason) : '';
  instruments.registrations.inc({ app, outcome, reason });
  if (outcome !== 'registered') return;
  const seconds = waits.confirmed(String(line.installationId), String(line.traceId));
  if (seconds !== undefined) instruments.registrationSeconds.observe({ app }, seconds);
}

/** One of few words: what Dynamics says may be anything. */
function reasonOf(message: unknown): string {
  const known = Object.entries(reasonTable).find(([, ruling]) => ruling.message === message);
  if (known) return known[0];
  if (message === 'Dynamics gave no verdict.') return 'no-verdict';
  return String(message).startsWith('Dynamics answered 400') ? 'rejected' : 'other';
}

/** `HTTP 503`, `ECONNREFUSED` and what we say ourselves; another text may be anything. */
function causeOf(cause: unknown): string {
  const text = String(cause);
  return /^(HTTP \d{3}|[A-Z][A-Z0-9_]{2,40}|out of time|the organisation is spared|unreadable answer)$/.test(
    text,
  )
    ? text
    : 'other';
}
