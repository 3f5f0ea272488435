import { expect, it } from 'vitest';
import { emptyFault, readFault, settle } from './draft.ts';

it('the form as it opens is a fault', () => {
  expect(readFault(settle(emptyFault), [])).toEqual({
    plant: { twin: 'dynamics', times: 5, effect: { kind: 'status', status: 429, retryAfter: 30 } },
  });
});

it('what is offered follows the service and the calls', () => {
  expect(settle({ ...emptyFault, route: 'store' }).kind).toBe('store-fails');
  const apns = settle({ ...emptyFault, twin: 'apns', kind: 'refuse', reason: 'UNREGISTERED' });
  expect(apns).toMatchObject({ kind: 'refuse', reason: 'BadCertificate' });
});

it('bounds, chance and phone are taken along', () => {
  const draft = {
    ...emptyFault,
    bound: 'time' as const,
    minutes: '2',
    chance: '25',
    phone: 'p1',
    kind: 'drop',
  };
  expect(readFault(settle(draft), [{ id: 'p1', token: 'abc' }])).toEqual({
    plant: { twin: 'dynamics', forMs: 120_000, token: 'abc', probability: 0.25, effect: { kind: 'drop' } },
  });
});

it('says what is wrong with a number', () => {
  expect(readFault({ ...emptyFault, status: '200', times: '', retryAfter: 'soon' }, [])).toEqual({
    errors: {
      status: 'A whole number from 400 to 599.',
      times: 'A whole number from 1.',
      retryAfter: 'A whole number from 0.',
    },
  });
});
