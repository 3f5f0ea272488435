import type { Outcome } from './phone.ts';

/** An outcome in words, for the reader of a message. */
export function said(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'answered':
      return shown(outcome.answer);
    case 'threw':
      return `the call threw ${outcome.code ? `${outcome.code}: ` : ''}“${outcome.message}”`;
    case 'silent':
      return `no answer within ${outcome.seconds} s`;
    case 'page-gone':
      return 'no answer: the page went away';
  }
}

/** A value of the page, as its console would show it, cut to a readable length; of a token only the end. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value, maskToken) ?? String(value);
  return text.length > 2000 ? `${text.slice(0, 2000)} …` : text;
}

const maskToken = (name: string, value: unknown): unknown =>
  (name === 'apnsToken' || name === 'fcmToken') && typeof value === 'string' ? `…${value.slice(-8)}` : value;

/** The answer's fields; none where there is no answer. */
export function fields(outcome: Outcome): Record<string, unknown> {
  const answer = outcome.kind === 'answered' ? outcome.answer : undefined;
  return typeof answer === 'object' && answer !== null ? { ...answer } : {};
}
