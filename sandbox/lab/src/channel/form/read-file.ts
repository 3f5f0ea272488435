import type { GivenFile } from './draft.ts';

/** Larger is no key of anybody's, and more than the control API takes. */
const MOST_BYTES = 200_000;

/** A file as the form keeps it; a text says why it cannot be. */
export async function readFile(file: File, kind: 'text' | 'base64'): Promise<GivenFile | string> {
  if (file.size > MOST_BYTES) return `${file.name} is too large to be a key: choose another file.`;
  if (file.size === 0) return `${file.name} is empty: choose another file.`;
  const content = kind === 'text' ? await file.text() : toBase64(await file.arrayBuffer());
  return { name: file.name, content };
}

function toBase64(bytes: ArrayBuffer): string {
  let text = '';
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text);
}
