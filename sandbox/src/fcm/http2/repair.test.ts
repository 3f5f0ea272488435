import { createServer, type IncomingHttpHeaders } from 'node:http2';
import { Duplex } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClientRequest, clientBytes } from '../testing/client-bytes.ts';
import { createRepair } from './repair.ts';

/** What Node's own http2 server reads out of these bytes: headers, body and trailers of each request. */
async function read(bytes: Buffer, expected: number) {
  const server = createServer();
  const seen: { headers: IncomingHttpHeaders; body: string; trailers?: IncomingHttpHeaders }[] = [];
  const errors: unknown[] = [];
  const wire = new Duplex({ read() {}, write: (_, __, done) => done() });
  const all = new Promise<void>((resolve) => {
    if (expected === 0) resolve();
    server.on('sessionError', (error) => errors.push(error));
    server.on('stream', async (stream, headers) => {
      const request: (typeof seen)[number] = {
        headers: Object.fromEntries(Object.entries(headers)),
        body: '',
      };
      seen.push(request);
      stream.on('trailers', (trailers) => {
        request.trailers = Object.fromEntries(Object.entries(trailers));
      });
      stream.on('error', () => undefined);
      for await (const chunk of stream) request.body += chunk;
      stream.close();
      if (--expected === 0) resolve();
    });
  });
  server.emit('connection', wire);
  wire.push(bytes);
  await all;
  wire.destroy();
  return { seen, errors };
}

function repaired(bytes: Buffer, cuts: number[] = []) {
  const repair = createRepair();
  const points = [...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b);
  const out = [...points, bytes.length].flatMap((to, index) => {
    return repair.push(bytes.subarray(points[index - 1] ?? 0, to));
  });
  return { bytes: Buffer.concat(out), verdict: repair.verdict() };
}

const request = (more: ClientRequest['headers'] = {}): ClientRequest => ({
  headers: {
    ...{
      ':method': 'POST',
      ':scheme': 'https:',
      ':path': '/v1/projects/p/messages:send',
      ':authority': 'fcm',
    },
    ...more,
  },
});

const text = (max: number) =>
  fc
    .string({ unit: fc.constantFrom(...'abcXYZ0189-_./:~ {}"%,;'), maxLength: max })
    .map((each) => each.trim());
const name = fc.stringMatching(/^x-[a-z0-9-]{1,30}$/);
const anyRequest: fc.Arbitrary<ClientRequest> = fc.record(
  {
    headers: fc
      .dictionary(name, fc.oneof(text(20), text(600)), { maxKeys: 12 })
      .map((headers) => request(headers).headers),
    body: fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each)),
    trailers: fc.dictionary(name, text(20), { minKeys: 1, maxKeys: 2 }),
  },
  { requiredKeys: ['headers'] },
);

test('a connection with a bad :scheme reads as a legal one, however its bytes are cut', async () => {
  const property = fc.asyncProperty(
    fc.array(anyRequest, { minLength: 1, maxLength: 12 }),
    fc.array(fc.nat(), { maxLength: 40 }),
    async (requests, cuts) => {
      const bytes = await clientBytes(requests);
      const whole = repaired(bytes);
      expect(whole.verdict).toBe('repaired');
      expect(repaired(bytes, cuts).bytes.equals(whole.bytes)).toBe(true);
      const { seen, errors } = await read(whole.bytes, requests.length);
      expect(errors).toEqual([]);
      expect(seen).toEqual(
        requests.map(({ headers, body, trailers }) => ({
          headers: { ...headers, ':scheme': 'https' },
          body: String(body ?? ''),
          ...(trailers ? { trailers } : {}),
        })),
      );
    },
  );
  await fc.assert(property, { numRuns: 60 });
});

test('many requests, whose headers fill the dynamic table many times over', async () => {
  const requests = Array.from({ length: 90 }, (_, n) => request({ [`x-${n}`]: `${n}`.repeat(150) }));
  const { seen, errors } = await read(repaired(await clientBytes(requests), [7, 8, 9, 3000]).bytes, 90);
  expect(errors).toEqual([]);
  expect(seen.map(({ headers }) => headers[':scheme'])).toEqual(Array(90).fill('https'));
  expect(seen.map(({ headers }, n) => headers[`x-${n}`])).toEqual(
    requests.map(({ headers }, n) => headers[`x-${n}`]),
  );
});

test('a header block of several frames', async () => {
  const long = Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`x-${n}`, '{'.repeat(9000)]));
  const bytes = await clientBytes([request(long), request({ ':scheme': 'http:' })]);
  const { seen } = await read(repaired(bytes, [20_000, 40_000]).bytes, 2);
  expect(seen.map(({ headers }) => [headers[':scheme'], headers['x-4']])).toEqual([
    ['https', '{'.repeat(9000)],
    ['http', undefined],
  ]);
});

/** PRI, an empty SETTINGS, then these frames in hex. */
const connection = (...frames: string[]) =>
  Buffer.concat([
    Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    ...['000000 04 00 00000000', ...frames].map((hex) => Buffer.from(hex.replaceAll(' ', ''), 'hex')),
  ]);
const SCHEME = '06 68747470733a';
const GET = `82 84 41 01 61`;

test.each([
  ['a literal with indexing', `00000d 01 05 00000001 ${GET} 46 ${SCHEME}`],
  ['a literal without indexing', `00000d 01 05 00000001 ${GET} 06 ${SCHEME}`],
  ['a literal never to be indexed', `00000d 01 05 00000001 ${GET} 16 ${SCHEME}`],
  ['a name of its own', `000015 01 05 00000001 ${GET} 00 07 3a736368656d65 ${SCHEME}`],
  ['a Huffman code', `00000c 01 05 00000001 ${GET} 46 85 9d29ad173f`],
  ['padding', `000011 01 0d 00000001 03 ${GET} 46 ${SCHEME} 000000`],
  ['priority', `000012 01 25 00000001 00000000 10 ${GET} 46 ${SCHEME}`],
  ['both', `000016 01 2d 00000001 03 00000000 10 ${GET} 46 ${SCHEME} 000000`],
  [
    'continuations',
    `000003 01 01 00000001 82 84 41`,
    `000002 09 00 00000001 01 61`,
    `000008 09 04 00000001 46 ${SCHEME}`,
  ],
  ['a size update', `00000e 01 05 00000001 20 ${GET} 46 ${SCHEME}`],
])('repairs :scheme with %s', async (_, ...frames) => {
  const { bytes, verdict } = repaired(connection(...frames));
  const { seen, errors } = await read(bytes, 1);
  expect([verdict, errors, seen.map(({ headers }) => headers)]).toEqual([
    'repaired',
    [],
    [{ ':method': 'GET', ':path': '/', ':authority': 'a', ':scheme': 'https' }],
  ]);
});

test.each([
  ['another protocol', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ['a legal :scheme', connection(`000006 01 05 00000001 ${GET} 87`)],
  ['a scheme that is none of ours', connection(`00000a 01 05 00000001 ${GET} 46 03 667470`)],
  ['a block that HPACK cannot read', connection('000001 01 05 00000001 ff')],
  ['padding beyond the frame', connection(`000001 01 0d 00000001 05`)],
  ['a continuation of nothing', connection('000001 09 04 00000001 82')],
  ['a block that another frame breaks', connection('000001 01 01 00000001 82', '000001 01 05 00000003 82')],
  ['a frame larger than agreed', connection('004001 01 05 00000001')],
])('lets %s pass as it is', (_, bytes) => {
  const cut = repaired(bytes, [3, 40, 47]);
  expect([cut.bytes.toString('hex'), ['legal', 'unread']]).toEqual([
    bytes.toString('hex'),
    expect.arrayContaining([cut.verdict]),
  ]);
});

test('any bytes after the preface are let through or repaired, never lost', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.array(fc.nat()), (noise, cuts) => {
      const bytes = Buffer.concat([connection(), noise]);
      const { bytes: out, verdict } = repaired(bytes, cuts);
      if (verdict === 'unread' || verdict === 'legal') expect(out.equals(bytes)).toBe(true);
      else expect(bytes.subarray(0, out.length).equals(out)).toBe(true);
    }),
  );
});
