import { expect, it } from 'vitest';
import type { Message } from '../../../../src/control/message-wire.ts';
import { TEMPLATES } from '../list/templates.ts';
import { attributesOf } from './attributes.ts';

it('asks for what the steps and the messages speak of, dates ahead of the waits', () => {
  const renewal = TEMPLATES.find(({ name }) => name === 'Renewal');
  const words = renewal?.messages.first;
  const message: Message = {
    ...{ messageId: 'm', name: 'x', designation: 'commercial', onClick: 'app', status: 'ready-to-send' },
    ...{ changedAt: 0, columns: { status: 2, designation: 1, onClick: 1 } },
    content: { mobileAppId: 'a', title: words?.title ?? '', body: words?.body ?? '' },
  };
  const definition = renewal?.definition({ first: 'm', last: 'm' }, '');
  expect(definition && attributesOf(definition, [message], Date.UTC(2026, 0, 1))).toEqual([
    { name: 'ends', date: true, value: '2026-01-22' },
    { name: 'contract', date: false, value: '' },
  ]);
});
