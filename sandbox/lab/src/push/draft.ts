import type { Contact, PushCreate } from '../../../src/control/wire.ts';
import { resolveLink } from './link.ts';

/** The form as typed. */
export interface Draft {
  /** Empty: the suggestion. */
  contact: string;
  title: string;
  body: string;
  link: string;
  imageUrl: string;
  test: boolean;
}

export const emptyDraft: Draft = {
  contact: '',
  title: 'Your order is on its way',
  body: 'It arrives tomorrow before noon.',
  link: '/orders/42',
  imageUrl: '',
  test: false,
};

/** Whom to send to until the person has chosen: someone with a device, else someone an app knows. */
export const suggestContact = (contacts: readonly Contact[]): string =>
  (
    contacts.find(({ devices }) => devices > 0) ??
    contacts.find(({ userIds }) => userIds.length > 0) ??
    contacts[0]
  )?.contactId ?? '';

/** What is wrong with it, by field. */
export type DraftErrors = Partial<Record<'contact' | 'title' | 'link' | 'imageUrl', string>>;

/** The push as it is sent, or what must be corrected first. */
export function readDraft(draft: Draft, site: string): { push: PushCreate } | { errors: DraftErrors } {
  const errors: DraftErrors = {};
  const link = draft.link.trim() ? resolveLink(draft.link, site) : '';
  const imageUrl = draft.imageUrl.trim() ? resolveLink(draft.imageUrl, site) : '';
  if (!draft.contact) errors.contact = 'Choose a contact.';
  if (!draft.title.trim()) errors.title = 'A push needs a title.';
  if (link === undefined) errors.link = 'Write an address, or a path that begins with /.';
  if (imageUrl === undefined)
    errors.imageUrl = 'Write the address of a picture, or a path that begins with /.';
  if (Object.keys(errors).length > 0) return { errors };
  return {
    push: {
      contact: draft.contact,
      title: draft.title.trim(),
      body: draft.body.trim(),
      test: draft.test,
      ...(link ? { link } : {}),
      ...(imageUrl ? { imageUrl } : {}),
    },
  };
}
