import * as z from 'zod';
import type { Callback } from '../records.ts';
import type { Switches } from '../switches.ts';
import { CALLBACK_EXTRA_HEADER, CALLBACK_HEADERS } from '../wire.ts';

const ExtraHeaders = z.record(z.string(), z.string());

/**
 * Where a registration's outcome is to be told; undefined when no header of a heard spelling is there. With both
 * spellings the first counts, once (facts: dynamics.md §10 #1). The extra headers are ignored without a URL (§1.1);
 * `malformed` when they are not a JSON object of strings (refusing that is assumed).
 */
export function callbackFrom(
  header: (name: string) => string | undefined,
  heard: Switches['callbackHeader'],
): Omit<Callback, 'apiToken'> | 'malformed' | undefined {
  const names = heard === 'either' ? CALLBACK_HEADERS : [heard];
  const url = names.map(header).find(Boolean);
  if (!url) return undefined;
  const headers = parse(header(CALLBACK_EXTRA_HEADER) || '{}');
  return headers ? { url, headers } : 'malformed';
}

function parse(text: string): Record<string, string> | undefined {
  try {
    return ExtraHeaders.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
