import { expect, it } from 'vitest';
import { readAddress, readOrigins } from './site-address.ts';

it.each([
  ['http://localhost:3000', 'http://localhost:3000/'],
  [' localhost:5173/shop ', 'http://localhost:5173/shop'],
  ['127.0.0.1:8080', 'http://127.0.0.1:8080/'],
  ['[::1]:4200', 'http://[::1]:4200/'],
  ['shop.localhost', 'http://shop.localhost/'],
  ['shop.example/start', 'https://shop.example/start'],
  ['HTTPS://Shop.example', 'https://shop.example/'],
])('%s is the address %s', (typed, url) => {
  expect(readAddress(typed)).toEqual({ url });
});

it.each([
  ['', 'Type the address'],
  ['http://', 'not an address'],
  ['my shop', 'not an address'],
  ['ftp://shop.example', 'must begin with http'],
  ['https://me:secret@shop.example', 'no place'],
])('“%s” is none: %s', (typed, mistake) => {
  expect(readAddress(typed)).toEqual({ mistake: expect.stringContaining(mistake) });
});

it('further origins are one a line, each once', () => {
  const origins = ['https://account.example', 'http://localhost:3001'];
  expect(readOrigins('https://account.example/\nlocalhost:3001\n\nhttps://account.example')).toEqual({
    origins,
  });
  expect(readOrigins(' ')).toEqual({ origins: [] });
});

it('a further origin with a path is corrected', () => {
  expect(readOrigins('https://account.example/login')).toEqual({
    mistake: 'https://account.example/login: without a path, it is https://account.example.',
  });
});
