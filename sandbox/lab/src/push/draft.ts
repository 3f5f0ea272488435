import type { Contact } from '../../../src/control/wire.ts';
import { resolveLink } from './link.ts';

/** The words of a push as typed. */
export interface Draft {
  title: string;
  subtitle: string;
  body: string;
  link: string;
  imageUrl: string;
}

export type DraftField = keyof Draft;

export const emptyDraft: Draft = {
  title: 'Your order is on its way',
  subtitle: '',
  body: 'It arrives tomorrow before noon.',
  link: '/orders/42',
  imageUrl: '',
};

/** Whom to suggest until the person has chosen: someone with a device, else someone an app knows. */
export const suggestContact = (contacts: readonly Contact[]): string =>
  (
    contacts.find(({ devices }) => devices > 0) ??
    contacts.find(({ userIds }) => userIds.length > 0) ??
    contacts[0]
  )?.contactId ?? '';

/** What is wrong with it, by field. */
export type DraftErrors = Partial<Record<DraftField, string>>;

/** A push as it is sent; empty fields are left out. */
export type Written = { title: string; body: string } & Partial<
  Record<'subtitle' | 'link' | 'imageUrl', string>
>;

/** The push as it is sent, or what must be corrected first. */
export function readDraft(draft: Draft, site: string): { written: Written } | { errors: DraftErrors } {
  const errors: DraftErrors = {};
  const [title, subtitle, body] = [draft.title.trim(), draft.subtitle.trim(), draft.body.trim()];
  const link = draft.link.trim() ? resolveLink(draft.link, site) : '';
  const image = readImage(draft.imageUrl.trim(), site);
  if (!title) errors.title = 'A push needs a title.';
  if (title.length > 500) errors.title = 'A title has at most 500 characters.';
  if (subtitle.length > 500) errors.subtitle = 'A subtitle has at most 500 characters.';
  if (body.length > 2000) errors.body = 'A message has at most 2,000 characters.';
  if (link === undefined) errors.link = 'Write an address, or a path that begins with /.';
  if ('mistake' in image) errors.imageUrl = image.mistake;
  if (Object.keys(errors).length > 0 || 'mistake' in image) return { errors };
  return {
    written: {
      title,
      body,
      ...(subtitle ? { subtitle } : {}),
      ...(link ? { link } : {}),
      ...(image.url ? { imageUrl: image.url } : {}),
    },
  };
}

/** Names of this machine, as a URL has them. */
const LOCAL = /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/;

/** A picture’s address, or empty. Neither iOS nor Android loads what comes without TLS, but from the machine itself. */
function readImage(image: string, site: string): { url: string } | { mistake: string } {
  if (!image) return { url: '' };
  const url = /^(https?:|\/)/i.test(image) ? resolveLink(image, site) : undefined;
  if (!url) return { mistake: 'Write the https address of a picture, or a path that begins with /.' };
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || LOCAL.test(hostname)
    ? { url }
    : { mistake: 'Phones load pictures by https; http is for this machine alone, such as localhost.' };
}
