import { expect, it } from 'vitest';
import { withParameters } from './address.ts';

it('changes the named parameters of an address and leaves the others', () => {
  expect(withParameters('?phones=iphone&panel=push', { panel: 'tests', run: 'r 1' })).toBe(
    '?phones=iphone&panel=tests&run=r+1',
  );
  expect(withParameters('?panel=tests', { panel: '' })).toBe('');
});
