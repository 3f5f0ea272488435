import { parseUrl } from '../../core/links/url.ts';
import type { Destination } from '../../core/shell.ts';

/** A navigation that the WebView asks about. */
export interface NavigationRequest {
  url: string;
  isTopFrame?: boolean;
}

export interface NavigationOptions {
  destination(url: string): Destination;
  openOutside(url: string): void;
  refused(url: string): void;
}

/** Whether the WebView goes there itself. What belongs outside is opened there. */
export function mayStart({ url, isTopFrame }: NavigationRequest, options: NavigationOptions): boolean {
  // Frames inside a page are the page's own business, as in a browser; what they post to the app is not answered.
  if (isTopFrame === false) return /^(https?|about|blob|data):/i.test(url);
  const { destination, openOutside, refused } = options;
  const where = destination(url);
  if (where === 'outside') openOutside(url);
  if (where === 'refused') refused(url);
  return where === 'app' || where === 'redirect';
}

/** The origin that a message comes from: Android tells that of the frame, iOS the frame's URL (facts: shell.md §5). */
export const senderOf = (url: string): string => parseUrl(url)?.origin ?? 'null';
