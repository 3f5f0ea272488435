import { parseUrl } from '../../core/links/url.ts';
import type { Destination } from '../../core/shell.ts';

/** A navigation that the WebView asks about. */
export interface NavigationRequest {
  url: string;
  /** Android does not tell. */
  isTopFrame?: boolean;
  /** iOS: `click` for a link that somebody has tapped. */
  navigationType?: string;
}

export interface NavigationOptions {
  destination(url: string): Destination;
  openOutside(url: string): void;
  refused(url: string): void;
}

/** What a page makes itself, to show it in a frame. */
export const IN_PAGE = /^(blob|data):/i;

/** Whether the WebView goes there itself. What belongs outside is opened there. */
export function mayStart(request: NavigationRequest, options: NavigationOptions): boolean {
  const { url, isTopFrame, navigationType } = request;
  const { destination, openOutside, refused } = options;
  // Of what is in frames, Android asks about these alone, and does not say so; a page that is one is left again.
  if (isTopFrame === undefined && IN_PAGE.test(url)) return true;
  // Frames inside a page are the page's own business, as in a browser; what they post to the app is not answered.
  if (isTopFrame === false && /^(https?|about|blob|data):/i.test(url)) return true;
  // … and they lead to another app only where somebody taps: a frame may be a stranger's.
  const where = isTopFrame === false && navigationType !== 'click' ? 'refused' : destination(url);
  if (where === 'outside') openOutside(url);
  if (where === 'refused') refused(url);
  return where === 'app' || where === 'redirect';
}

/** The origin that a message comes from: Android tells that of the frame, iOS the frame's URL (facts: shell.md §5). */
export const senderOf = (url: string): string => parseUrl(url)?.origin ?? 'null';
