import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Timing } from '../timing.ts';

/** Something that only the operator can mend. */
export interface Alert {
  code: 'api-token-refused' | 'dynamics-unreachable' | 'channel-suspect' | 'no-verdict';
  app: string;
  message: string;
  traceId?: string | undefined;
  /** Which access token it is about, if it is about one. */
  apiTokenId?: string;
  /** More for the log and the hook; nothing secret. */
  [detail: string]: unknown;
}

/** Raises an alert: a line in the log and, where one is configured, a `POST` to the operator's hook. */
export type RaiseAlert = (alert: Alert) => void;

export interface AlertOptions extends Pick<Timing, 'alertMs' | 'timeoutMs'> {
  /** Absent: the log only. */
  url?: string | undefined;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  log: Log;
}

/** The same alert about the same app (and access token) is raised once an hour: its cause lasts until somebody acts. */
export function createAlerts(options: AlertOptions): RaiseAlert {
  const raised = new Map<string, number>();
  return (alert) => {
    const key = [alert.code, alert.app, alert.apiTokenId].join(' ');
    const now = options.clock.now();
    if (now < (raised.get(key) ?? Number.NEGATIVE_INFINITY) + options.alertMs) return;
    raised.set(key, now);
    const { message, ...line } = alert;
    options.log.error({ ...line, alert: true }, message);
    if (options.url) void post(options, options.url, { ...alert, at: new Date(now).toISOString() });
  };
}

/** One try: the log has it anyway. */
async function post({ fetch, log, timeoutMs }: AlertOptions, url: string, body: object): Promise<void> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  } catch (error) {
    const cause = (error as Error).message;
    log.warn({ code: 'alert-not-told', cause }, 'The alert hook could not be told');
  }
}
