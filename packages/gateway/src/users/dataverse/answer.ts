import { causeOf, retryAfter } from '../../dynamics/post.ts';

/**
 * What came of a call to Dataverse. `missing`: there is no such row. `later`: it may pass by itself. `refused`: an
 * admin has something to mend. `cause` is fit for a log: codes, never what was asked or said. `isHeld`: the call was not
 * made, since an earlier one came to that a moment ago.
 */
export type Answer =
  | { kind: 'ok'; json: unknown }
  | { kind: 'missing' }
  | { kind: 'later'; cause: string; retryAfterMs?: number | undefined; isHeld?: true }
  | { kind: 'refused'; cause: string; hint: string; isHeld?: true };

export type Failure = Extract<Answer, { kind: 'later' | 'refused' }>;

/** How long to leave Dataverse alone where a 429 does not say. */
const DEFAULT_PAUSE_MS = 5_000;

export async function readAnswer(response: Response, now: number): Promise<Answer> {
  const text = await response.text();
  const json = parsed(text);
  if (response.status === 204) return { kind: 'ok', json: undefined };
  if (response.ok) return json === undefined ? unreadable : { kind: 'ok', json };
  const code = codeOf(json);
  const cause = [`HTTP ${response.status}`, code].filter(Boolean).join(' ');
  const wait = retryAfter(response.headers.get('retry-after'), now);
  if (response.status === 429) return { kind: 'later', cause, retryAfterMs: wait ?? DEFAULT_PAUSE_MS };
  if (response.status >= 500 || response.status === 408) return { kind: 'later', cause, retryAfterMs: wait };
  if (code === '0x80040217') return { kind: 'missing' };
  return { kind: 'refused', cause, hint: hints[code ?? ''] ?? hintOf(response.status) };
}

const unreadable: Answer = { kind: 'later', cause: 'the answer is not JSON' };

/** Facts: dynamics.md §7; the codes of a query that cannot be read are what field reports quote. */
const hints: Record<string, string> = {
  '0x80072560': 'Create an application user for this app registration in the environment.',
  '0x80040220': 'Give the application user a security role with the privilege on this table.',
  '0x80060888': 'A rule names a column that the table does not have, or one that does not hold text.',
  '0x80048d19': 'deviceFacts names a column that the table does not have, or one of another type.',
  '0x8006088a': 'The environment does not have this table.',
};

function hintOf(status: number): string {
  if (status === 401) return 'Check the URL of the environment and the tenant of the app registration.';
  return 'Look the code up in “Web API error codes” of the Dataverse documentation.';
}

/** A call that was not answered. */
export const unanswered = (error: unknown): Failure => ({ kind: 'later', cause: causeOf(error) });

/** What an admin has to mend for all values of a rule; any other refusal may be about one value. */
export const isAboutAllValues = ({ kind, cause }: Failure): boolean =>
  kind === 'later' || /^(Entra|HTTP 401|HTTP 403)|0x80060888|0x8006088a/.test(cause);

/**
 * Entra, or the library that asks it, issued no token. Refusals arrive as AuthenticationRequiredError with their
 * AADSTS code in the text; the rest of the text names ids and is left out.
 */
export function tokenRefused(error: unknown): Answer {
  const { name = 'Error', message = '' } = error as Partial<Error>;
  const code = /AADSTS\d+/.exec(message)?.[0];
  if (code) return { kind: 'refused', cause: `Entra ${code}`, hint: entraHints[code] ?? CHECK_APP };
  if (/ENOENT|PEM|certificate/i.test(message) || name === 'CredentialUnavailableError')
    return { kind: 'refused', cause: `Entra ${name}`, hint: CHECK_CREDENTIAL };
  return { kind: 'later', cause: `Entra ${name}` };
}

const CHECK_APP = 'Check tenantId, clientId and the secret or certificate of the app registration.';
const CHECK_CREDENTIAL =
  'No credential could be read: check the certificate’s file, or what the host offers.';
const entraHints: Record<string, string> = {
  AADSTS7000215: 'The client secret is wrong: use its value, not its id.',
  AADSTS7000222: 'The client secret has expired: make a new one.',
  AADSTS700016: 'There is no such app registration in this tenant.',
  AADSTS90002: 'There is no such tenant.',
  AADSTS500011: 'The tenant does not know this environment: check its URL.',
  AADSTS700027: 'The certificate is not the one of the app registration, or it has expired.',
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOf(json: unknown): string | undefined {
  const code = (json as { error?: { code?: unknown } } | undefined)?.error?.code;
  return typeof code === 'string' && /^[\w-]{1,40}$/.test(code) ? code : undefined;
}
