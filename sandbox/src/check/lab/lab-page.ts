import { setTimeout as pause } from 'node:timers/promises';
import type { Frame, Page } from 'playwright-core';
import { readUrl } from '../../read-url.ts';
import { CheckFailure } from '../check-failure.ts';
import { createDrivenPage, type DrivenPage, type DrivenPageOptions, LOAD_MS } from '../page/driven-page.ts';
import { until } from '../until.ts';

/** The page in the WebView of one phone of the lab. */
export interface LabPage extends DrivenPage {
  /** Waits until the WebView is gone. */
  gone(): Promise<void>;
}

export interface LabPageOptions extends Omit<DrivenPageOptions, 'evaluate'> {
  lab: Page;
  /** The phone's own origin: what its WebView shows is there. */
  origin: string;
  /** The lab is gone from the browser. */
  ended(): boolean;
}

export function openLabPage({ lab, origin, ended, ...options }: LabPageOptions): LabPage {
  const frame = (): Frame | undefined => {
    // Without the lab every page looks as if it were on its way: whoever waits for it would do so to the end.
    if (ended()) throw new CheckFailure('browser-ended');
    return lab.frames().find((candidate) => originOf(candidate.url()) === origin);
  };
  const page = createDrivenPage({
    ...options,
    async evaluate<T>(expression: string, seconds: number): Promise<T | undefined> {
      const evaluated = frame()
        ?.evaluate<T>(expression)
        .catch(() => undefined);
      return Promise.race([evaluated, pause(seconds * 1000, undefined, { ref: false })]);
    },
  });
  return { ...page, gone: async () => void (await until(LOAD_MS, async () => !frame())) };
}

const originOf = (url: string): string => readUrl(url)?.origin ?? '';
