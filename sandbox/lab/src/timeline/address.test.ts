import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOPS, readAddress, writeAddress } from './address.ts';
import { usual } from './filter.ts';

const addresses = fc.record({
  trace: fc.string(),
  filter: fc.record({
    ...{ phone: fc.string(), text: fc.string(), housekeeping: fc.boolean() },
    state: fc.constantFrom('', 'stopped', 'waiting', 'done'),
    hop: fc.constantFrom('', ...HOPS),
  }),
});

describe('the address of the timeline', () => {
  it('gives back whatever was chosen', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        expect(readAddress(writeAddress('', address))).toEqual(address);
      }),
    );
  });

  it('is empty for what is usual, and leaves alone what others keep there', () => {
    const nothing = { trace: '', filter: usual };
    expect(writeAddress('', nothing)).toBe('');
    expect(writeAddress('?phones=iphone&trace=t1&panel=push', nothing)).toBe('?phones=iphone&panel=push');
  });

  it('takes what it does not know for absent', () => {
    expect(readAddress('?state=odd&hop=moon').filter).toEqual(usual);
  });
});
