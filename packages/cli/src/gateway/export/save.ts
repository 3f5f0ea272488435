import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Refusal } from '../../refusal.ts';

/**
 * Writes an answer to a file, or to stdout, as fast as it is taken. A file has its name only when it is whole: until
 * then it ends in .part. Tokens may be in it, so nobody else may read it. @throws Refusal where the answer breaks off
 */
export async function save(response: Response, out: string | undefined): Promise<void> {
  const body = Readable.fromWeb(response.body as ReadableStream);
  if (out === undefined) {
    await pipeline(body, process.stdout, { end: false }).catch(explain);
    return;
  }
  const part = `${out}.part`;
  try {
    await pipeline(body, createWriteStream(part, { mode: 0o600 }));
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    explain(error);
  }
}

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
