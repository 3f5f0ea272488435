import * as z from 'zod';
import { DynamicsRefusal } from '../../refusal.ts';
import { dynamicAttributes } from './personalise.ts';

/** §4: dynamic attributes a message. */
const MAX_ATTRIBUTES = 100;

/** Column sizes of msdynmkt_pushnotification (facts: dynamics.md §4); the image's is assumed. */
const Input = z.object({
  mobileAppId: z.guid(),
  title: z.string().min(1).max(500),
  subtitle: z.string().max(500).optional(),
  body: z.string().max(2000),
  link: z.string().max(2000).optional(),
  imageUrl: z.url().max(2000).optional(),
});

/** What a push message says, ready to send; `link` is absolute. */
export const PushMessage = Input;
export type PushMessage = z.output<typeof Input>;
export type PushMessageInput = z.input<typeof Input>;

/**
 * Reads what a push message says; throws `message-incorrect`. A link written as a path leads to the site (a
 * convenience of the sandbox; the real editor asks for a URL).
 */
export function createMessage(input: PushMessageInput, siteUrl: string): PushMessage {
  const read = Input.safeParse(input);
  if (!read.success) throw messageIncorrect(z.prettifyError(read.error));
  const { link, ...message } = read.data;
  const found = dynamicAttributes(read.data).length;
  if (found > MAX_ATTRIBUTES) {
    throw messageIncorrect(`it has ${found} dynamic attributes, at most ${MAX_ATTRIBUTES} are possible`);
  }
  return link ? { ...message, link: absolute(link, siteUrl) } : message;
}

function absolute(link: string, siteUrl: string): string {
  if (/^(?:javascript|data|vbscript):/i.test(link.trim()))
    throw messageIncorrect('link must not carry a script');
  // A placeholder's braces would be escaped by the URL parser.
  if (URL.canParse(link)) return link;
  if (!URL.canParse(link, siteUrl)) throw messageIncorrect('link is not a URL');
  return link.includes('{{')
    ? new URL('/', siteUrl).href + link.replace(/^\//, '')
    : new URL(link, siteUrl).href;
}

export const messageIncorrect = (message: string) =>
  new DynamicsRefusal('message-incorrect', message, 'Correct the push message and save it again');
