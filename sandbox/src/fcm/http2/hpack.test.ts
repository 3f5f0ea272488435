import { expect, test } from 'vitest';
import { createHpackDecoder } from './hpack.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const read = (decoder: ReturnType<typeof createHpackDecoder>, hex: string) =>
  decoder.decode(bytes(hex)).map(({ name, value }) => `${name}: ${value()}`);

test.each([
  [
    'a literal with indexing (C.2.1)',
    '400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572',
    'custom-key: custom-header',
    55,
  ],
  ['a literal without indexing (C.2.2)', '040c 2f73 616d 706c 652f 7061 7468', ':path: /sample/path', 0],
  [
    'a literal never to be indexed (C.2.3)',
    '1008 7061 7373 776f 7264 0673 6563 7265 74',
    'password: secret',
    0,
  ],
  ['an index (C.2.4)', '82', ':method: GET', 0],
])('reads RFC 7541’s example of %s', (_, hex, field, size) => {
  const decoder = createHpackDecoder();
  expect([read(decoder, hex), decoder.tableSize()]).toEqual([[field], size]);
});

const REQUESTS = [
  [':method: GET', ':scheme: http', ':path: /', ':authority: www.example.com'],
  [':method: GET', ':scheme: http', ':path: /', ':authority: www.example.com', 'cache-control: no-cache'],
  [
    ...[':method: GET', ':scheme: https', ':path: /index.html', ':authority: www.example.com'],
    'custom-key: custom-value',
  ],
];
test.each([
  [
    'plain (C.3)',
    '8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d',
    '8286 84be 5808 6e6f 2d63 6163 6865',
    '8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65',
  ],
  [
    'with Huffman coding (C.4)',
    '8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff',
    '8286 84be 5886 a8eb 1064 9cbf',
    '8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf',
  ],
])('reads RFC 7541’s three requests of one connection, %s', (_, ...blocks) => {
  const decoder = createHpackDecoder();
  expect(blocks.map((hex) => [read(decoder, hex), decoder.tableSize()])).toEqual([
    [REQUESTS[0], 57],
    [REQUESTS[1], 110],
    [REQUESTS[2], 164],
  ]);
});

const DATES = ['date: Mon, 21 Oct 2013 20:13:21 GMT', 'date: Mon, 21 Oct 2013 20:13:22 GMT'];
const PRIVATE = 'cache-control: private';
const PLACE = 'location: https://www.example.com';
const COOKIE = 'set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1';
test.each([
  [
    'plain (C.5)',
    '4803 3330 3258 0770 7269 7661 7465 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3120 474d 546e 1768 7474 7073 3a2f 2f77 7777 2e65 7861 6d70 6c65 2e63 6f6d',
    '4803 3330 37c1 c0bf',
    '88c1 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3220 474d 54c0 5a04 677a 6970 7738 666f 6f3d 4153 444a 4b48 514b 425a 584f 5157 454f 5049 5541 5851 5745 4f49 553b 206d 6178 2d61 6765 3d33 3630 303b 2076 6572 7369 6f6e 3d31',
  ],
  [
    'with Huffman coding (C.6)',
    '4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3',
    '4883 640e ffc1 c0bf',
    '88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7 821d d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f 9587 3160 65c0 03ed 4ee5 b106 3d50 07',
  ],
])('reads RFC 7541’s three answers through a table of 256 bytes, %s', (_, ...blocks) => {
  const decoder = createHpackDecoder(256);
  expect(blocks.map((hex) => [read(decoder, hex), decoder.tableSize()])).toEqual([
    [[':status: 302', PRIVATE, DATES[0], PLACE], 222],
    [[':status: 307', PRIVATE, DATES[0], PLACE], 222],
    [[':status: 200', PRIVATE, DATES[1], PLACE, 'content-encoding: gzip', COOKIE], 215],
  ]);
});

test('a size update shrinks the table, and an entry larger than the table empties it', () => {
  const decoder = createHpackDecoder();
  read(decoder, '4001 6101 62 4001 6301 64');
  expect(decoder.tableSize()).toBe(68);
  expect([read(decoder, '3f 0f be'), decoder.tableSize()]).toEqual([['c: d'], 34]);
  expect(read(decoder, '40 07 3132 3334 3536 37 08 3132 3334 3536 3738')).toEqual(['1234567: 12345678']);
  expect(decoder.tableSize()).toBe(0);
});

test.each([
  ['an index beyond both tables', 'be'],
  ['index 0', '80'],
  ['a string longer than the block', '4001 6105 62'],
  ['a block that ends in an integer', '7f'],
  ['an integer without end', 'ff ff ff ff ff ff ff ff'],
  ['a table larger than agreed', '3f e2 1f'],
  ['Huffman padding of zeros', '0001 6181 18'],
  ['Huffman padding of a byte', '0001 6182 1fff'],
  ['an end of string in a string', '0001 6184 ffff ffff'],
])('refuses %s', (_, hex) => {
  expect(() => read(createHpackDecoder(), hex)).toThrow('HPACK');
});
