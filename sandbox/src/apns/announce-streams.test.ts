import { Duplex } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { announceStreams } from './announce-streams.ts';

const MAX_CONCURRENT_STREAMS = 3;

function frame(type: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  return Buffer.concat([head, payload]);
}

function settings(entries: [number, number][]): Buffer {
  const payload = Buffer.alloc(entries.length * 6);
  entries.forEach(([id, value], i) => {
    payload.writeUInt16BE(id, i * 6);
    payload.writeUInt32BE(value, i * 6 + 2);
  });
  return frame(4, payload);
}

/** A frame as Node writes it, and as the client should get it when 7 streams are announced. */
const setting = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.nat());
const anyFrame = fc.oneof(
  fc.array(setting, { maxLength: 6 }).map((entries) => ({
    written: settings(entries),
    expected: settings(entries.map(([id, value]) => [id, id === MAX_CONCURRENT_STREAMS ? 7 : value])),
  })),
  fc.tuple(fc.constantFrom(0, 1, 3, 6, 7, 8), fc.uint8Array({ maxLength: 40 })).map(([type, payload]) => {
    const bytes = frame(type, payload);
    return { written: bytes, expected: bytes };
  }),
);

test('changes the announced streams and nothing else, in whatever pieces the frames come', async () => {
  const frames = fc.array(anyFrame, { maxLength: 8 });
  const cuts = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(frames, cuts, async (given, sizes) => {
      const got: Buffer[] = [];
      const socket = new Duplex({
        read: () => undefined,
        write: (chunk, _encoding, done) => void done(void got.push(chunk)),
      });
      const wire = announceStreams(socket, () => 7);
      let rest = Buffer.concat(given.map(({ written }) => written));
      for (let i = 0; rest.length > 0; i++) {
        const size = sizes[i % sizes.length] ?? 1;
        wire.write(Buffer.from(rest.subarray(0, size)));
        rest = rest.subarray(size);
      }
      await new Promise((resolve) => wire.end(resolve));
      expect(Buffer.concat(got)).toEqual(Buffer.concat(given.map(({ expected }) => expected)));
    }),
    { numRuns: 200 },
  );
});
