import { Duplex } from 'node:stream';

/**
 * Tells a client another limit of streams than Node's HTTP/2 keeps. Node enforces what it announces, by refusing the
 * stream; whoever wants to answer with GOAWAY must see the stream, so Node is told "no limit" and the SETTINGS frames
 * that it writes are corrected on their way (RFC 9113 §4.1, §6.5).
 */
export function announceStreams(socket: Duplex, limit: () => number): Duplex {
  const correct = settingsCorrector(limit);
  const wire = new Duplex({
    read: () => void socket.resume(),
    write: (chunk: Buffer, _encoding, done) => void socket.write(correct(chunk), done),
    final: (done) => void socket.end(done),
    destroy(error, done) {
      socket.destroy();
      done(error);
    },
  });
  socket.on('data', (chunk: Buffer) => {
    if (!wire.push(chunk)) socket.pause();
  });
  socket.on('end', () => wire.push(null));
  socket.on('close', () => wire.destroy());
  return wire;
}

const FRAME_HEAD = 9;
const SETTINGS_FRAME = 4;
const SETTING = 6;
const MAX_CONCURRENT_STREAMS = 3;

/** Returns the bytes as they come, with the setting corrected; a frame may arrive in pieces. */
function settingsCorrector(limit: () => number): (chunk: Buffer) => Buffer {
  let pending: Buffer = Buffer.alloc(0);
  let passing = 0;
  return (chunk) => {
    let bytes = Buffer.concat([pending, chunk]);
    const out: Buffer[] = [];
    while (bytes.length > 0) {
      if (passing === 0) {
        const length = FRAME_HEAD + (bytes.length < FRAME_HEAD ? 0 : bytes.readUIntBE(0, 3));
        const isSettings = bytes[3] === SETTINGS_FRAME;
        if (bytes.length < FRAME_HEAD || (isSettings && bytes.length < length)) break;
        if (isSettings) correctFrame(bytes.subarray(FRAME_HEAD, length), limit());
        passing = length;
      }
      const taken = bytes.subarray(0, passing);
      out.push(taken);
      passing -= taken.length;
      bytes = bytes.subarray(taken.length);
    }
    pending = bytes;
    return Buffer.concat(out);
  };
}

function correctFrame(settings: Buffer, limit: number): void {
  for (let at = 0; at + SETTING <= settings.length; at += SETTING) {
    if (settings.readUInt16BE(at) === MAX_CONCURRENT_STREAMS) settings.writeUInt32BE(limit, at + 2);
  }
}
