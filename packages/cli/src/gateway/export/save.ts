import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Refusal } from '../../refusal.ts';

/**
 * Writes an answer to a file, or to stdout, as fast as it is taken. A file has its name only when it has every row: until
 * then it ends in .part. Tokens may be in it, so nobody else may read it. @throws Refusal where the answer breaks off, or
 * ends with the word that not everything could be read
 */
export async function save(response: Response, out: string | undefined): Promise<void> {
  const end: End = { text: '' };
  // A stream of Node's would drop what it has read ahead when the answer breaks off.
  const body = watch(response.body as ReadableStream<Uint8Array>, end);
  if (out === undefined) await pipeline(body, process.stdout, { end: false }).catch(explain);
  else await saveTo(out, (file) => pipeline(body, file));
  if (!isIncomplete(end)) return;
  throw new Refusal('export-incomplete', {
    message: 'Every row is there, but not everything in them could be read: the last record says what.',
    remedy: 'See docs/gateway/ledger.md about tokenProblem, and export again.',
  });
}

async function saveTo(out: string, write: (file: WriteStream) => Promise<void>): Promise<void> {
  const part = `${out}.part`;
  try {
    await write(createWriteStream(part, { mode: 0o600 }));
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    explain(error);
  }
}

/** What an answer has ended with so far. */
interface End {
  text: string;
}

/** Longer than the record that says what could not be read. */
const LONGEST = 8_192;

/** Passes an answer on. That it breaks off after such a record is how it ends. */
async function* watch(chunks: AsyncIterable<Uint8Array>, end: End): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of chunks) {
      end.text = (end.text + Buffer.from(chunk.subarray(-LONGEST)).toString('latin1')).slice(-LONGEST);
      yield chunk;
    }
  } catch (error) {
    if (!isIncomplete(end)) throw error;
  }
}

/** Whether the last record says that not everything in the rows could be read. */
const isIncomplete = ({ text }: End): boolean =>
  /^(\{")?export-incomplete[",]/.test(text.trimEnd().split('\n').at(-1) ?? '');

function explain(error: unknown): never {
  const { code, message } = error as Error & { code?: string };
  // Whoever read stdout has enough.
  if (code === 'EPIPE') throw error;
  if (code && /^E[A-Z]+$/.test(code)) {
    throw new Refusal('not-written', {
      message: `It cannot be written: ${message}.`,
      remedy: 'Use another --out.',
    });
  }
  throw new Refusal('export-cut', {
    message: 'The export was cut short.',
    remedy: 'Run it again; the log of the gateway says why (export-cut).',
  });
}
