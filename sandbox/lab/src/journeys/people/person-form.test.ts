import { expect, it } from 'vitest';
import { columnsOf, emptyForm, formOf, problemOf } from './person-form.ts';

const columns = { fullname: 'Ada Brandt', firstname: 'Ada', statecode: 0, new_tier: 'gold' };

it('shows usual columns as fields, others as they are called, and Dataverse’s own not at all', () => {
  const form = formOf({ columns, trackingConsent: true });
  expect(form).toMatchObject({ refuses: false, others: [{ column: 'new_tier', value: 'gold' }] });
  expect(form.texts).toMatchObject({ fullname: 'Ada Brandt', emailaddress1: '' });
});

it('writes what was given, empties what was emptied, and leaves the rest', () => {
  const form = formOf({ columns, trackingConsent: true });
  const changed = { ...form, texts: { ...form.texts, firstname: '' }, refuses: true };
  expect(columnsOf(changed, columns)).toEqual({
    ...{ fullname: 'Ada Brandt', firstname: null, donotsendmm: true, new_tier: 'gold' },
  });
  expect(columnsOf({ ...form, refuses: false }, { donotsendmm: true })).toMatchObject({ donotsendmm: false });
});

it('says what is missing', () => {
  const form = emptyForm();
  expect(problemOf(form, 'contact')).toContain('full name');
  expect(problemOf(form, 'profile')).toBeUndefined();
  const others = [{ column: 'a b', value: '' }];
  expect(problemOf({ ...form, others }, 'profile')).toContain('“a b”');
  const twice = [
    { column: 'a', value: '' },
    { column: 'a', value: '' },
  ];
  expect(problemOf({ ...form, others: twice }, 'profile')).toContain('same name');
});
