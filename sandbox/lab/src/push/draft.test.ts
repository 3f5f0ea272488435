import { describe, expect, it } from 'vitest';
import { emptyDraft, readDraft, suggestContact } from './draft.ts';

const site = 'http://app.push.localhost:4400';
const draft = { ...emptyDraft, contact: 'c1' };

describe('the push form', () => {
  it('sends what was typed, with paths as addresses of the site', () => {
    expect(readDraft({ ...draft, title: ' Hello ', body: '', link: '/orders/7' }, site)).toEqual({
      push: { contact: 'c1', title: 'Hello', body: '', test: false, link: `${site}/orders/7` },
    });
  });
  it('leaves link and image out when they are empty', () => {
    const read = readDraft({ ...draft, link: ' ', imageUrl: '' }, site);
    expect(Object.keys('push' in read ? read.push : {})).toEqual(['contact', 'title', 'body', 'test']);
  });
  it('names each field that must be corrected', () => {
    const read = readDraft({ ...draft, contact: '', title: ' ', link: 'orders', imageUrl: 'cat' }, site);
    expect(Object.keys('errors' in read ? read.errors : {})).toEqual([
      'contact',
      'title',
      'link',
      'imageUrl',
    ]);
  });
  it('suggests a contact that can be reached', () => {
    const contact = (contactId: string, devices: number, userIds: string[] = []) => ({
      ...{ contactId, devices, userIds, fullName: contactId },
    });
    expect(suggestContact([contact('a', 0), contact('b', 0, ['u']), contact('c', 1)])).toBe('c');
    expect(suggestContact([contact('a', 0), contact('b', 0, ['u'])])).toBe('b');
    expect(suggestContact([])).toBe('');
  });
});
