import { describe, expect, it } from 'vitest';
import { emptyDraft, readDraft, suggestContact } from './draft.ts';

const site = 'http://app.push.localhost:4400';

describe('the words of a push', () => {
  it('are sent as typed, with paths as addresses of the site', () => {
    expect(readDraft({ ...emptyDraft, title: ' Hello ', body: '', link: '/orders/7' }, site)).toEqual({
      written: { title: 'Hello', body: '', link: `${site}/orders/7` },
    });
  });
  it('leave out what is empty', () => {
    const read = readDraft({ ...emptyDraft, link: ' ', imageUrl: '' }, site);
    expect(Object.keys('written' in read ? read.written : {})).toEqual(['title', 'body']);
  });
  it('name each field that must be corrected', () => {
    const wrong = { title: ' ', subtitle: 'x'.repeat(501), body: 'x'.repeat(2001), link: 'orders' };
    const read = readDraft({ ...wrong, imageUrl: 'cat' }, site);
    expect(Object.keys('errors' in read ? read.errors : {})).toEqual([
      ...['title', 'subtitle', 'body', 'link', 'imageUrl'],
    ]);
  });
  it.each(['javascript:alert(1)', 'data:image/png;base64,AA', 'ftp://a.example/cat.png'])(
    'refuse %s as a picture: no phone fetches it',
    (imageUrl) => {
      expect(readDraft({ ...emptyDraft, imageUrl }, site)).toHaveProperty('errors.imageUrl');
    },
  );
  it.each([
    ['http://cdn.example/cat.png', site],
    ['http://localhost.example/cat.png', site],
    ['/cat.png', 'http://192.168.1.5:3000'],
  ])('refuse %s on %s as a picture, because it is not https', (imageUrl, of) => {
    expect(readDraft({ ...emptyDraft, imageUrl }, of)).toMatchObject({
      errors: {
        imageUrl: 'Phones load pictures by https; http is for this machine alone, such as localhost.',
      },
    });
  });
  it.each([
    'https://cdn.example/cat.png',
    'http://localhost:3000/a',
    'http://127.0.0.1/a',
    'http://[::1]/a',
    '/a',
  ])('take %s as a picture', (imageUrl) =>
    expect(readDraft({ ...emptyDraft, imageUrl }, site)).toHaveProperty('written.imageUrl'),
  );
  it('keep the braces of a placeholder in a path', () => {
    const read = readDraft({ ...emptyDraft, link: '/orders/{{trigger.order}}' }, site);
    expect(read).toMatchObject({ written: { link: `${site}/orders/{{trigger.order}}` } });
  });
});

it('suggests a contact that can be reached', () => {
  const contact = (contactId: string, devices: number, userIds: string[] = []) => ({
    ...{ contactId, devices, userIds, fullName: contactId },
  });
  expect(suggestContact([contact('a', 0), contact('b', 0, ['u']), contact('c', 1)])).toBe('c');
  expect(suggestContact([contact('a', 0), contact('b', 0, ['u'])])).toBe('b');
  expect(suggestContact([])).toBe('');
});
