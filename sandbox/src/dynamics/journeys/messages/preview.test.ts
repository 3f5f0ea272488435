import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestTwin, USER } from '../../testing.ts';

let t: Awaited<ReturnType<typeof startTestTwin>>;
beforeEach(async () => {
  t = await startTestTwin();
  t.twin.addContact({ contactid: USER, fullname: 'Ada Lovelace' });
});
afterEach(() => t.twin.close());

const preview = (message: Record<string, string>, attributes?: Record<string, string>) =>
  t.twin.messages.preview({
    message: { mobileAppId: t.mobileAppId, title: 'x', ...message },
    personId: USER,
    attributes,
  });

test('a message that is being written reads as the person would read it', () => {
  const { written, problems } = preview(
    {
      title: 'Hello {{Contact.FirstName}}',
      body: '{{trigger.order|your order}}',
      link: '/a?o={{trigger.order}}',
    },
    { order: 'A 7' },
  );
  expect(written).toEqual({ title: 'Hello Ada', body: 'A 7', link: 'https://shop.example/a?o=A%207' });
  expect(problems).toEqual([]);
  expect(t.provider.sent).toEqual([]);
});

test.each([
  ['{{contact.firstname}}', { becomes: 'Ada' }],
  ['{{contact.mobilephone}}', { becomes: '', problem: 'empty' }],
  ['{{contact.mobilephone|none}}', { becomes: 'none', problem: 'empty', fallback: 'none' }],
  ['{{contact.fristname}}', { becomes: '', problem: 'unknown-column' }],
  ['{{lead.subject|it}}', { becomes: 'it', problem: 'other-entity', fallback: 'it' }],
  ['{{trigger.order}}', { becomes: '', problem: 'empty' }],
  ['{{customer.firstname}}', { becomes: '{{customer.firstname}}', problem: 'not-a-placeholder' }],
  ['{{firstname}}', { becomes: '{{firstname}}', problem: 'not-a-placeholder' }],
])('the placeholder %s: %j', (text, what) => {
  const { placeholders, written } = preview({ body: `a ${text} b` });
  expect(placeholders).toEqual([{ field: 'body', text, ...what }]);
  expect(written.body).toBe(`a ${what.becomes} b`);
});

test('what is not right yet is named by its field, and shown as it is written', () => {
  const { problems, written } = preview({ title: '', link: 'javascript:alert(1)', imageUrl: 'cat' });
  expect(problems.map(({ field }) => field).sort()).toEqual(['imageUrl', 'link', 'title']);
  expect(written).toMatchObject({ title: '', link: 'javascript:alert(1)', imageUrl: 'cat' });
  expect(() =>
    t.twin.messages.preview({ message: {}, personId: '0f8fad5b-d9cb-469f-a165-70867728950f' }),
  ).toThrow('There is no person');
});
