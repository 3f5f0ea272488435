import { expect, it } from 'vitest';
import { withTyped } from './typed-limits.ts';

const nothing = { weekly: [], dates: [] };
const lunch = { weekly: [{ days: [0, 1, 2, 3, 4, 5, 6], from: '12:00', to: '14:00' }], dates: [] };
const settings = {
  frequencyCap: { daily: 3, weekly: 4 },
  quietTimes: { commercial: lunch, transactional: nothing },
};

it('what was typed takes the place of what is set, and the rest stays as it is', () => {
  expect(withTyped(settings, {})).toEqual(settings);
  expect(withTyped(settings, { caps: { weekly: '', monthly: '9.5' } })).toEqual({
    ...{ ...settings, frequencyCap: { daily: 3, monthly: 9 } },
  });
  const off = { on: false, from: '22:00', to: '07:00', other: false };
  expect(withTyped(settings, { commercial: off }).quietTimes).toEqual({
    ...{ commercial: nothing, transactional: nothing },
  });
});
