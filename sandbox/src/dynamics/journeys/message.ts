import * as z from 'zod';
import type { Person } from '../records.ts';
import { DynamicsRefusal } from '../refusal.ts';
import type { PushContent } from '../sending/payload.ts';

/** Column sizes of msdynmkt_pushnotification (facts: dynamics.md §4). */
const Input = z.object({
  mobileAppId: z.guid(),
  title: z.string().min(1).max(500),
  subtitle: z.string().max(500).optional(),
  body: z.string().max(2000),
  link: z.string().max(2000).optional(),
  imageUrl: z.url().max(2000).optional(),
});

/** A push message that is ready to send; `link` is absolute. */
export type PushMessage = z.output<typeof Input>;
export type PushMessageInput = z.input<typeof Input>;

/**
 * Makes a push message; throws `message-incorrect`. A link written as a path leads to the site (a convenience of the
 * sandbox; the real editor asks for a URL).
 */
export function createMessage(input: PushMessageInput, siteUrl: string): PushMessage {
  const read = Input.safeParse(input);
  if (!read.success) throw incorrect(z.prettifyError(read.error));
  const { link, ...message } = read.data;
  if (!link) return message;
  if (/^(?:javascript|data|vbscript):/i.test(link.trim())) throw incorrect('link must not carry a script');
  if (URL.canParse(link)) return { ...message, link };
  if (!URL.canParse(link, siteUrl)) throw incorrect('link is not a URL');
  return { ...message, link: new URL(link, siteUrl).href };
}

/** Title, subtitle and body for one person: `{{contact.firstname}}` and the like; unknown ones vanish (assumed). */
export function personalise(
  { title, subtitle, body, imageUrl }: PushMessage,
  contact: Person,
): Pick<PushContent, 'title' | 'subtitle' | 'body' | 'imageUrl'> {
  const fill = (text: string) =>
    text.replace(/\{\{\s*contact\.(\w+)\s*\}\}/gi, (_, name: string) => field(contact, name.toLowerCase()));
  return {
    ...{ title: fill(title), body: fill(body) },
    ...(subtitle ? { subtitle: fill(subtitle) } : {}),
    ...(imageUrl ? { imageUrl } : {}),
  };
}

function field({ id, columns }: Person, name: string): string {
  const fields = new Map(Object.entries({ contactid: id, ...columns }));
  return String(fields.get(name) ?? '');
}

const incorrect = (message: string) =>
  new DynamicsRefusal('message-incorrect', message, 'Correct the push message and save it again');
