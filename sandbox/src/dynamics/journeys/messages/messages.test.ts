import { afterEach, beforeEach, expect, test } from 'vitest';
import { USER } from '../../testing.ts';
import { DAY, startJourneyTwin } from '../course/testing.ts';

let t: Awaited<ReturnType<typeof startJourneyTwin>>;
beforeEach(async () => {
  t = await startJourneyTwin();
  await t.addAda();
});
afterEach(() => t.twin.close());

const create = (changes: object = {}) =>
  t.twin.messages.create({
    ...{ name: 'Offer', mobileAppId: t.mobileAppId, title: 'Hello', body: 'News' },
    ...changes,
  });
const incorrect = expect.objectContaining({ code: 'message-incorrect' });
const alert = (index = 0) => {
  const sent = t.provider.sent[index];
  return sent?.platform === 'ios' ? sent.apns.aps.alert : undefined;
};

test('a message goes from Draft to Ready to send, is edited beside, and becomes Inactive', () => {
  const messageId = create();
  const columns = () => t.twin.messages.get(messageId).columns.status;
  const seen = [columns()];
  t.twin.messages.publish(messageId);
  seen.push(columns());
  t.twin.messages.edit(messageId, { title: 'Hello again' });
  seen.push(columns());
  t.twin.messages.publish(messageId);
  seen.push(columns());
  t.twin.messages.deactivate(messageId);
  seen.push(columns());
  expect(seen).toEqual([1, 2, 3, 2, 100]);
  expect(t.twin.messages.list()).toMatchObject([{ name: 'Offer', content: { title: 'Hello again' } }]);
});

test('while a message is edited, journeys send it as it was published', async () => {
  const messageId = t.readyMessage();
  t.live([{ do: 'push', messageId }]);
  t.twin.messages.edit(messageId, { title: 'Draft' });
  await t.raise();
  t.twin.messages.publish(messageId);
  await t.raise();
  expect([alert(0)?.title, alert(1)?.title]).toEqual(['Hello', 'Draft']);
});

test('designation, name and on-click choice of a message that is ready change when it is published', async () => {
  t.twin.journeys.changeSettings({ frequencyCap: { daily: 1 } });
  const messageId = t.readyMessage();
  const journeyId = t.live([{ do: 'push', messageId }]);
  const link = 'https://shop.example/';
  t.twin.messages.edit(messageId, { name: 'Receipt', designation: 'transactional', onClick: 'survey', link });
  t.twin.messages.edit(messageId, { title: 'Thank you' });
  expect(t.twin.messages.get(messageId)).toMatchObject({
    ...{ name: 'News', designation: 'commercial', onClick: 'app' },
    draftSettings: { name: 'Receipt', designation: 'transactional', onClick: 'survey' },
  });
  await t.raise();
  await t.raise();
  t.twin.messages.publish(messageId);
  await t.raise();
  expect(t.twin.messages.get(messageId)).toMatchObject({
    ...{ name: 'Receipt', designation: 'transactional', onClick: 'survey' },
    content: { title: 'Thank you', link },
  });
  expect(t.twin.messages.get(messageId)).not.toHaveProperty('draftSettings');
  const steps = t.twin.journeys.participants(journeyId).flatMap((each) => each.steps);
  expect(steps.map(({ code }) => code)).toEqual([undefined, 'frequency-cap', undefined]);
});

test('what the editor holds outlives deactivating, is edited on, and is sent once it is published', () => {
  const messageId = t.readyMessage();
  t.twin.messages.edit(messageId, { title: 'Draft' });
  t.twin.messages.deactivate(messageId);
  t.twin.messages.edit(messageId, { body: 'Later', name: 'Later' });
  expect(t.twin.messages.get(messageId)).toMatchObject({
    ...{ status: 'inactive', name: 'News', content: { title: 'Hello', body: 'News' } },
    draft: { title: 'Draft', body: 'Later' },
  });
  t.twin.messages.publish(messageId);
  expect(t.twin.messages.get(messageId)).toMatchObject({
    ...{ status: 'ready-to-send', name: 'Later', content: { title: 'Draft', body: 'Later' } },
  });
});

test('an edit takes subtitle, link and image away', () => {
  const extras = { subtitle: 'Sub', link: '/a', imageUrl: 'https://shop.example/2x1.png' };
  const messageId = create(extras);
  const nothing = { subtitle: '', link: '', imageUrl: '', onClick: 'app' as const };
  t.twin.messages.edit(messageId, nothing);
  for (const name of Object.keys(extras))
    expect(t.twin.messages.get(messageId).content).not.toHaveProperty(name);
});

test('a draft stays a draft however often it is edited', () => {
  const messageId = create();
  t.twin.messages.edit(messageId, { name: 'Another', body: '' });
  expect(t.twin.messages.get(messageId)).toMatchObject({
    ...{ name: 'Another', status: 'draft', content: { title: 'Hello', body: '' } },
  });
});

test('designation and on-click choice have the numbers of their columns', () => {
  const columns = (changes: object) => t.twin.messages.get(create(changes)).columns;
  const link = 'https://shop.example/';
  expect(columns({})).toMatchObject({ designation: 534120000, onClick: 534120000 });
  expect(columns({ designation: 'transactional', link })).toMatchObject({
    ...{ designation: 534120001, onClick: 534120001 },
  });
  expect(columns({ onClick: 'survey', link })).toMatchObject({ onClick: 534120002 });
});

test.each([
  ['no name', { name: '' }],
  ['a name over 500 characters', { name: 'x'.repeat(501) }],
  ['a subtitle over 500 characters', { subtitle: 'x'.repeat(501) }],
  ['a text over 2,000 characters', { body: 'x'.repeat(2001) }],
  ['a link over 2,000 characters', { link: `https://shop.example/${'x'.repeat(2000)}` }],
  ['a path over 2,000 characters with its site', { link: `/${'x'.repeat(1990)}` }],
  ['a path over 2,000 characters as it is written in a URL', { link: `/?q=${'ä'.repeat(400)}` }],
  ['a browser to open but no link', { onClick: 'browser' }],
  ['a link but the app to open', { onClick: 'app', link: 'https://shop.example/' }],
  ['101 dynamic attributes', { body: attributes(101) }],
])('a message with %s is not saved', (_, changes) => {
  expect(() => create(changes)).toThrow(incorrect);
  expect(t.twin.messages.list()).toEqual([]);
});

test('100 dynamic attributes are possible, and the same one counts once', () => {
  expect(() => create({ title: '{{contact.c1}}', body: attributes(100) })).not.toThrow();
});

function attributes(count: number): string {
  return Array.from({ length: count }, (_, index) => `{{contact.c${index}}}`).join('');
}

test('columns of contact, lead and profile fill a message, else its default values do', async () => {
  const title = '{{contact.firstname|friend}}{{lead.firstname|, or lead}}{{contact.nickname| pal }}{{x.y}}';
  const link = 'https://shop.example/?of={{contact.contactid}}&name={{contact.fullname}}';
  t.live([{ do: 'push', messageId: t.readyMessage({ title, link }) }]);
  await t.raise();
  expect(alert()?.title).toBe('Ada, or leadpal{{x.y}}');
  expect(t.provider.sent[0]).toMatchObject({
    apns: { data: { originalLink: `https://shop.example/?of=${USER}&name=Ada%20Lovelace` } },
  });
});

test('a profile’s own columns fill its message', async () => {
  const profile = t.twin.addProfile({ msdynci_tier: 'gold' });
  await t.register({ UserId: profile.id, ApnsDeviceToken: 'cd'.repeat(32) });
  t.provider.sent.length = 0;
  const messageId = t.readyMessage({ title: '{{profile.msdynci_tier}} {{profile.msdynci_customerid}}' });
  await t.twin.messages.testSend({ messageId, personId: profile.id });
  expect(alert()?.title).toBe(`gold ${profile.id}`);
});

test('a test send shows what the editor holds, and is in no report', async () => {
  const messageId = t.readyMessage();
  t.twin.messages.edit(messageId, { title: 'Draft' });
  const outcome = await t.twin.messages.testSend({ messageId, personId: USER });
  expect(outcome).toMatchObject({ trackingId: '', devices: [{ result: 'sent' }] });
  expect(alert()?.title).toBe('Draft');
  expect(t.twin.analytics.message(messageId)).toMatchObject({ inflow: 0 });
});

test('a message that is not there is refused', () => {
  for (const act of ['get', 'publish', 'deactivate', 'remove'] as const) {
    expect(() => t.twin.messages[act]('none')).toThrow(expect.objectContaining({ code: 'message-unknown' }));
  }
});

test('a message that an earlier version took with a longer link is still opened', async () => {
  const messageId = t.readyMessage({ link: '/' });
  const state = JSON.parse(JSON.stringify(t.twin.snapshot()));
  await t.twin.close();
  const link = `https://shop.example/${'x'.repeat(2000)}`;
  state.marketing.messages[0].content.link = link;
  t = await startJourneyTwin({ state });
  expect(t.twin.messages.get(messageId).content).toMatchObject({ link });
});

test('messages survive a restart', async () => {
  const messageId = t.readyMessage();
  t.twin.messages.edit(messageId, { title: 'Draft' });
  const before = t.twin.messages.list();
  const state = JSON.parse(JSON.stringify(t.twin.snapshot()));
  await t.twin.close();
  t = await startJourneyTwin({ at: Date.UTC(2026, 10, 24, 12) + DAY, state });
  expect(t.twin.messages.list()).toEqual(before);
});
