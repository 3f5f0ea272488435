import type {
  NotificationOpened,
  PageEventName,
  PageEvents,
  Registration,
} from '@journeys-push/contract/page-shell';
import type { Log } from '../log.ts';
import type { ClockPort, Device, WebPort } from '../ports.ts';
import { within } from '../within.ts';
import { callScript, changedScript, openedScript, readyScript } from './scripts.ts';

/** The top page, as the shell may speak to it. Nothing here rejects. */
export interface Page {
  /** Answers a page of exactly this origin. */
  answer(origin: string, callback: string, payload: unknown): Promise<void>;
  /** Tells a page of an allowed origin. False where there was no page. */
  event<Name extends PageEventName>(name: Name, payload: PageEvents[Name]): Promise<boolean>;
  /** The page confirms it with `msdynamics/notificationOpenedAnswer`. */
  opened(open: NotificationOpened): Promise<void>;
  /** The page confirms it with `msdynamics/registrationChangedAnswer`. */
  changed(registration: Registration, key: string): Promise<void>;
  ready(events: PageEventName[]): Promise<void>;
}

export interface PageOptions {
  web: WebPort;
  clock: ClockPort;
  device: Pick<Device, 'platform'>;
  /** The allowed origins. */
  origins: string[];
  log: Log;
}

const RUN_MS = 5_000;

export function createPage({ web, clock, device: { platform }, origins, log }: PageOptions): Page {
  const seen = (origin: string) => web.pageOrigin?.(origin) ?? origin;
  const anyOf = { platform, origins: origins.map(seen) };
  const run = async (script: string) => {
    const ran = (await within(clock, RUN_MS, () => web.run(script))) === true;
    if (!ran) log('page.absent', 'No page was there to run the script.');
    return ran;
  };
  return {
    async answer(origin, callback, payload) {
      await run(callScript({ platform, origins: [seen(origin)] }, callback, payload));
    },
    event: (name, payload) => run(callScript(anyOf, name, payload)),
    async opened(open) {
      await run(openedScript(anyOf, open));
    },
    async changed(registration, key) {
      await run(changedScript(anyOf, registration, key));
    },
    async ready(events) {
      await run(readyScript(anyOf, events));
    },
  };
}
