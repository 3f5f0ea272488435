import type { AppConfig } from '@journeys-push/contract/app-config';
import { parseUrl } from '../links/url.ts';
import type { IncomingMessage } from '../shell.ts';

/** Whose pages may use the bridge. */
export interface Origins {
  /** Every allowed origin. */
  list: string[];
  /** Compared exactly, message by message: prefixes and patterns let strangers in (facts: shell.md §5). */
  allows(sender: Pick<IncomingMessage, 'origin' | 'mainFrame'>): boolean;
  allowsUrl(url: string): boolean;
}

export function createOrigins({ url, origins }: AppConfig['site']): Origins {
  const list = origins ?? [parseUrl(url)?.origin ?? ''];
  const has = (origin: string | undefined) => origin !== undefined && origin !== '' && list.includes(origin);
  return {
    list,
    allows: ({ origin, mainFrame }) => mainFrame !== false && has(origin),
    allowsUrl: (page) => has(parseUrl(page)?.origin),
  };
}
