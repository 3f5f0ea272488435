import { expect, it } from 'vitest';
import { samplesIn } from './samples.ts';

it('reads one id a line', () => {
  expect(samplesIn('﻿anna\r\n\n bert \n')).toEqual([{ userId: 'anna' }, { userId: 'bert' }]);
});

it('reads CSV with claims, in any order of columns', () => {
  expect(samplesIn('email,userId,tier\n"o\'brien@x.example",anna,\n,bert,gold\n')).toEqual([
    { userId: 'anna', claims: { email: "o'brien@x.example" } },
    { userId: 'bert', claims: { tier: 'gold' } },
  ]);
});

it.each([
  ['a,b\n1,2\n', /one of them userId/],
  ['userId,email\nanna\n', /no CSV/],
  ['"anna\n', /no CSV/],
])('says what is wrong with %j', (text, message) => {
  expect(() => samplesIn(text)).toThrow(message);
});
