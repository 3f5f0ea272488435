import { describe, expect, it } from 'vitest';
import { itemsFor } from './items.ts';

const phones = {
  iphone: { profile: 'iphone', platform: 'ios' },
  'android-14': { profile: 'android-14', platform: 'android', apiLevel: 34 },
  'android-12': { profile: 'android-12', platform: 'android', apiLevel: 31 },
} as const;
const numbers = (...args: Parameters<typeof itemsFor>) =>
  itemsFor(...args)
    .map(({ number }) => number)
    .sort((a, b) => a - b);

describe('the checklist', () => {
  it('has the items that apply to each phone', () => {
    expect(numbers(phones.iphone)).toEqual([1, 2, 3, 4, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18]);
    expect(numbers(phones['android-14'])).toEqual([1, 2, 3, 4, 5, 6, 8, 9, 11, 13, 14, 15, 16, 17, 18]);
    expect(numbers(phones['android-12'])).toEqual([3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18]);
  });

  it('leaves none of the vendor’s 18 out, and has each once', () => {
    const all = Object.values(phones).flatMap((phone) => numbers(phone));
    expect([...new Set(all)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 18 }, (_, index) => index + 1),
    );
  });

  it('can be limited, to items that apply', () => {
    expect(numbers(phones.iphone, [14, 3, 10])).toEqual([3, 14]);
  });
});
