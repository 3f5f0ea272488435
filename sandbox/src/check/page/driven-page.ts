import type { CheckedPage, Outcome } from '../phone.ts';
import type { Evidence } from '../result.ts';
import { said } from '../said.ts';
import { until } from '../until.ts';
import { type Api, CALL_SECONDS, callExpression, callText } from './page-call.ts';

/** How long a page may take to load: a development server may build it first. */
export const LOAD_MS = 30_000;
/** A document that has been there for so long is no stop on the way to another one. */
const STAYS_MS = 500;
/** How long a page may take to say where it is. */
const LOOK_SECONDS = 3;

/** The page in the WebView of one phone. */
export interface DrivenPage extends CheckedPage {
  /** Waits for the document at this path; false if it does not come. */
  loaded(path: string): Promise<boolean>;
  /** Waits for a document that stays, wherever the site leads to; false if none comes. */
  settled(): Promise<boolean>;
}

export interface DrivenPageOptions {
  /**
   * Runs code in the page. Undefined: no page is there, or it is on its way to another one, or it does not answer in
   * so many seconds.
   */
  evaluate<T>(expression: string, seconds: number): Promise<T | undefined>;
  api: Api;
  /** What pages of this phone have thrown and nobody caught. */
  errors: string[];
  note(evidence: Evidence): void;
}

/** A page that can be made to run code, however that reaches it. */
export function createDrivenPage({ evaluate, api, errors, note }: DrivenPageOptions): DrivenPage {
  const look = <T>(expression: string) => evaluate<T>(expression, LOOK_SECONDS);
  const forgiven = new Set<string>();
  return {
    async call(name, options, { form = 'promise', seconds = CALL_SECONDS } = {}) {
      const call = { api, name, options, form, seconds };
      const before = Date.now();
      const answer = await evaluate<Outcome>(callExpression(call), seconds + LOOK_SECONDS);
      // A page that is busy for ever runs no timer of its own either.
      const hangs = Date.now() - before >= seconds * 1000;
      const outcome: Outcome = answer ?? (hangs ? { kind: 'silent', seconds } : { kind: 'page-gone' });
      note({ kind: 'answer', call: callText(call), outcome: said(outcome) });
      return outcome;
    },
    href: async () => (await look<string>('location.href')) ?? '',
    forgiveErrors() {
      for (const error of errors.splice(0)) forgiven.add(error);
    },
    // A ResizeObserver that needs one more turn is no fault (its own words in every Chromium).
    takeErrors: () =>
      [...new Set(errors.splice(0))].filter(
        (error) => !forgiven.has(error) && !error.startsWith('ResizeObserver loop'),
      ),
    loaded: async (path) => {
      const there = `document.readyState !== 'loading' && location.pathname === ${JSON.stringify(path)}`;
      return (await until(LOAD_MS, () => look<boolean>(there))) ?? false;
    },
    async settled() {
      let seen: { document: number | false | undefined; since: number } | undefined;
      const stays = async () => {
        const document = await look<number | false>(DOCUMENT);
        if (document !== seen?.document) seen = { document, since: Date.now() };
        return document !== undefined && document !== false && Date.now() - (seen?.since ?? 0) >= STAYS_MS;
      };
      return (await until(LOAD_MS, stays)) ?? false;
    },
  };
}

/** When the document began, which no other one did at the same time. */
const DOCUMENT = "document.readyState !== 'loading' && performance.timeOrigin";
