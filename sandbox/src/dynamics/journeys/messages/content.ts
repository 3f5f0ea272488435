import * as z from 'zod';
import { readUrl } from '../../../read-url.ts';
import { DynamicsRefusal } from '../../refusal.ts';
import { dynamicAttributes } from './personalise.ts';

/** §4: dynamic attributes a message. */
const MAX_ATTRIBUTES = 100;
/** §4: column size of the link. */
const MAX_LINK = 2000;
const SCRIPTS = ['javascript:', 'data:', 'vbscript:'];

/** Column sizes of msdynmkt_pushnotification (facts: dynamics.md §4); the image's is assumed. */
export const Input = z.object({
  mobileAppId: z.guid(),
  title: z.string().min(1).max(500),
  subtitle: z.string().max(500).optional(),
  body: z.string().max(2000),
  link: z.string().max(MAX_LINK).optional(),
  // Empty: an edit takes it away.
  imageUrl: z.union([z.literal(''), z.url().max(2000)]).optional(),
});

/** What a push message says, ready to send; `link` is absolute. What was taken once is not measured again. */
export const PushMessage = z.object({
  mobileAppId: z.string(),
  title: z.string(),
  subtitle: z.string().optional(),
  body: z.string(),
  link: z.string().optional(),
  imageUrl: z.string().optional(),
});
export type PushMessage = z.output<typeof PushMessage>;
export type PushMessageInput = z.input<typeof Input>;

/**
 * Reads what a push message says; throws `message-incorrect`. A link written as a path leads to the site (a
 * convenience of the sandbox; the real editor asks for a URL).
 */
export function createMessage(input: PushMessageInput, siteUrl: string): PushMessage {
  const read = Input.safeParse(input);
  if (!read.success) throw messageIncorrect(z.prettifyError(read.error));
  const { link, subtitle, imageUrl, ...message } = read.data;
  const found = dynamicAttributes(read.data).length;
  if (found > MAX_ATTRIBUTES) {
    throw messageIncorrect(`it has ${found} dynamic attributes, at most ${MAX_ATTRIBUTES} are possible`);
  }
  return {
    ...message,
    ...(subtitle ? { subtitle } : {}),
    ...(link ? { link: readLink(link, siteUrl) } : {}),
    ...(imageUrl ? { imageUrl } : {}),
  };
}

function readLink(link: string, siteUrl: string): string {
  const read = absolute(link, siteUrl);
  // Its scheme as a browser sees it, which passes over tabs and line ends.
  if (SCRIPTS.includes(new URL(read).protocol)) throw messageIncorrect('link must not carry a script');
  if (read.length > MAX_LINK) {
    throw messageIncorrect(`link: ${read.length} characters with its site, at most ${MAX_LINK} are possible`);
  }
  return read;
}

function absolute(link: string, siteUrl: string): string {
  // A placeholder's braces would be escaped by the URL parser.
  if (readUrl(link)) return link;
  if (!URL.canParse(link, siteUrl)) throw messageIncorrect('link is not a URL');
  return link.includes('{{')
    ? new URL('/', siteUrl).href + link.replace(/^\//, '')
    : new URL(link, siteUrl).href;
}

export const messageIncorrect = (message: string) =>
  new DynamicsRefusal('message-incorrect', message, 'Correct the push message and save it again');
