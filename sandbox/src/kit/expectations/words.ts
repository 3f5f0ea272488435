import type { Wait } from '../kit.ts';
import { WITHIN_MS } from '../waiting.ts';

/** ` within 5 s`, where the time was up; nothing where the end was known sooner. */
export const withinText = (end: unknown, { within = WITHIN_MS }: Wait = {}): string =>
  end === undefined ? ` within ${within / 1000} s` : '';
