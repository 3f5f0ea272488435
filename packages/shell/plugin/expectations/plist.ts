import { parse } from 'plist';
import * as z from 'zod';

/** Reads a property list in XML, as Info.plist is. */
export function readPlist(text: string): Record<string, unknown> {
  // The parser would write its complaints to the console, too.
  if (!/^\s*<[?!p]/.test(text)) throw new Error('It is no property list in XML.');
  return z.record(z.string(), z.unknown()).parse(parse(text));
}
