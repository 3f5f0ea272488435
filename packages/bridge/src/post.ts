import type { Command } from '@journeys-push/contract/page-shell';
import { type Failure, failure } from './failure.ts';
import type { GetPage, PageWindow } from './page.ts';

/** Hands a command to the app. Never throws. */
export type Post = (message: Message) => void;

interface Message {
  command: Command;
  data?: Record<string, unknown>;
  /** Told when the message could not be handed over, possibly later. */
  failed?: (failure: Failure) => void;
}

/**
 * One message per command, even where both entry points exist: Median's client sends two there
 * (facts: median-bridge.md). The entry point is looked up at each call and called as a method, which Android's
 * injected objects demand. False when there is none.
 */
function handOver(page: PageWindow, { command, data }: Message): boolean {
  const medianCommand = `median://${command}`;
  const message = data ? { medianCommand, data } : medianCommand;
  const android = page.JSBridge;
  const ios = page.webkit?.messageHandlers?.JSBridge;
  if (android?.postMessage) android.postMessage(data ? JSON.stringify(message) : message);
  else if (ios?.postMessage) ios.postMessage(message);
  else return false;
  return true;
}

/**
 * Our shell on Android injects the entry point when a navigation commits, which may be later than the page's first
 * script, and again when the page has loaded (facts: shell.md §5). There, and only there, a command waits for both.
 */
const mayStillCome = (page: PageWindow | undefined): page is PageWindow => !!page?.ReactNativeWebView;

/** Milliseconds that the second injection may come after `load`. */
const AFTER_LOAD = 1_000;

export const createPost =
  (getPage: GetPage): Post =>
  (message) => {
    const page = getPage();
    const attempt = (otherwise: () => void) => {
      try {
        if (!page || !handOver(page, message)) otherwise();
      } catch (error) {
        message.failed?.({
          error: 'malformed-message',
          message: `The app did not take the message: ${error}`,
        });
      }
    };
    const giveUp = () => message.failed?.(failure('not-in-app'));
    const onceMore = () => void setTimeout(attempt, AFTER_LOAD, giveUp);
    const loaded = () => {
      page?.removeEventListener?.('load', loaded);
      attempt(onceMore);
    };
    attempt(() => {
      if (!mayStillCome(page)) giveUp();
      else if (page.addEventListener && page.document?.readyState !== 'complete')
        page.addEventListener('load', loaded);
      else onceMore();
    });
  };
