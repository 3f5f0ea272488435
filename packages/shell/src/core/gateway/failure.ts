import type { PageReason } from '@journeys-push/contract/page-shell';
import { problems } from '@journeys-push/contract/problems';
import type { NetAnswer } from '../ports.ts';

/** Why the gateway did not do what it was asked. */
export interface Failure {
  /**
   * `retry`: later, by itself. `refused`: not until something changes. `identity`: not until the page has brought a
   * fresh proof. `unknown`: the gateway does not know this installation; it must be announced anew. `credential`: it
   * knows it, and not as us.
   */
  kind: 'retry' | 'refused' | 'identity' | 'unknown' | 'credential';
  reason: PageReason;
  /** In our words: fit for a log. */
  message: string;
  /** In the gateway's words, for the page only: it may name the user. */
  detail?: string;
  /** The gateway's wish, in milliseconds; at most an hour is granted. */
  retryAfterMs?: number;
  /** The gateway does not take this body: the same one again would be refused again. */
  badContent?: true;
}

/** Every reason a page knows; the compiler keeps it complete. */
const pageReasons: Record<PageReason, true> = {
  'permission-missing': true,
  'token-missing': true,
  'token-in-use': true,
  offline: true,
  'gateway-unavailable': true,
  'user-id-required': true,
  'user-id-invalid': true,
  'user-id-unmapped': true,
  'user-unknown': true,
  'user-ambiguous': true,
  'identity-required': true,
  'identity-invalid': true,
  'identity-expired': true,
  'identity-subject': true,
  'identity-audience': true,
  'identity-installation': true,
  'identity-replayed': true,
  'identity-unavailable': true,
  'app-unknown': true,
  'dynamics-refused': true,
  'plugin-disabled': true,
  'not-in-app': true,
  deadline: true,
  superseded: true,
};

export const isPageReason = (code: unknown): code is PageReason =>
  typeof code === 'string' && Object.keys(pageReasons).includes(code);

export const offline: Failure = { kind: 'retry', reason: 'offline', message: problems.offline.title };

/** What a problem answer of the gateway means for the registration. */
export function failureOf(answer: NetAnswer, now: number): Failure {
  const { code, detail } = problemIn(answer.body);
  if (code === 'installation-unknown') return unavailable('unknown', problems[code].title);
  // The id is known there, under another credential. Where the enrolment key is another one, too, nothing helps but a
  // new installation; making one silently would orphan the audit trail, and the old one would keep the token.
  if (code === 'credential-invalid' || code === 'credential-missing')
    return unavailable(
      'credential',
      `The gateway refuses this installation (${code}). ${problems[code].remedy}`,
    );
  const waits = retryAfter(answer, now);
  if (!isPageReason(code)) {
    const said = typeof code === 'string' ? `${answer.status} ${code}` : `${answer.status}`;
    const content = badContent.has(code) ? { badContent: true as const } : {};
    return { ...unavailable('retry', `The gateway answered ${said}.`), ...waits, ...content };
  }
  const said = {
    reason: code,
    message: problems[code].title,
    ...(typeof detail === 'string' ? { detail } : {}),
  };
  if (passing.includes(code)) return { kind: 'retry', ...said, ...waits };
  return { kind: spent.includes(code) ? 'identity' : 'refused', ...said };
}

const badContent = new Set<unknown>(['body-too-large', 'body-malformed', 'body-invalid']);

/** Reasons that go away while one waits. Every other one needs somebody to change something. */
const passing: PageReason[] = ['offline', 'gateway-unavailable', 'identity-unavailable', 'deadline'];

/** The proof is of no use any more, whatever happens on the server: only the page can bring another one. */
const spent: PageReason[] = ['identity-expired', 'identity-replayed'];

export const unavailable = (kind: Failure['kind'], message: string): Failure => ({
  kind,
  reason: 'gateway-unavailable',
  message,
});

function problemIn(body: string): { code?: unknown; detail?: unknown } {
  try {
    const problem: unknown = JSON.parse(body);
    return typeof problem === 'object' && problem !== null ? problem : {};
  } catch {
    return {};
  }
}

const MAX_WAIT_MS = 60 * 60_000;

/** `Retry-After`, in seconds or as a date (RFC 9110 §10.2.3). */
function retryAfter({ headers }: NetAnswer, now: number): { retryAfterMs?: number } {
  const text = headers['retry-after']?.trim();
  if (!text) return {};
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? { retryAfterMs: Math.min(MAX_WAIT_MS, Math.max(0, ms)) } : {};
}
