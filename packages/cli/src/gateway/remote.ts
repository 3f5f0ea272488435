import type { ArgsDef } from 'citty';
import { Refusal } from '../refusal.ts';

/** How a gateway is reached over HTTP. */
export interface Remote {
  url: string;
  apiKey: string;
}

/** The option that every command for a running gateway has. */
export const remoteArgs = {
  url: {
    type: 'string',
    valueHint: 'URL',
    description: 'Where the gateway is (default: as JOURNEYS_PUSH_URL says)',
  },
} as const satisfies ArgsDef;

/** From the option and the environment. A key is a secret: it is in no command line. @throws Refusal */
export function readRemote(url: string | undefined, environment: Record<string, string | undefined>): Remote {
  const where = url || environment.JOURNEYS_PUSH_URL || '';
  if (!/^https?:\/\//.test(where) || !URL.canParse(where)) {
    throw new Refusal('usage', {
      message: where ? `"${where}" is no http or https URL.` : 'Where the gateway is, is not said.',
      remedy: 'Set JOURNEYS_PUSH_URL or use --url.',
    });
  }
  const apiKey = environment.JOURNEYS_PUSH_API_KEY ?? '';
  if (/^jpk_[\w-]+$/.test(apiKey)) return { url: where.replace(/\/+$/, ''), apiKey };
  throw new Refusal('key-missing', {
    message: 'JOURNEYS_PUSH_API_KEY holds no API key.',
    remedy: 'Make one with journeys-push keys create and set it.',
  });
}

/** How long an answer may take, to its end. */
const ANSWER_MS = 10_000;

export interface Asking {
  method?: string;
  path: string;
  /** The answer is streamed, however long that takes. */
  streams?: boolean;
  /** Aborted: nobody waits for the answer any more. */
  signal?: AbortSignal | undefined;
}

/** Asks a gateway; resolves with a good answer only. @throws Refusal with the problem's code and remedy */
export async function ask(
  { url, apiKey }: Remote,
  { method = 'GET', path, streams = false, signal }: Asking,
): Promise<Response> {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${apiKey}` },
    redirect: 'error',
    signal: streams ? signal : inTime(signal),
  }).catch((error: Error & { cause?: { code?: string } }) => {
    throw new Refusal('gateway-unreachable', {
      message: `The gateway at ${url} does not answer: ${error.cause?.code ?? error.message}.`,
      remedy: 'Check the URL, and that the gateway runs.',
    });
  });
  if (response.ok) return response;
  throw await refusalOf(response);
}

/** Not by `AbortSignal.timeout`: one that only `any` knows is collected, and never comes (Node 20.20). */
function inTime(signal: AbortSignal | undefined): AbortSignal {
  const late = new AbortController();
  const reason = new Error(`no answer within ${ANSWER_MS / 1000} s`);
  setTimeout(() => late.abort(reason), ANSWER_MS).unref();
  return AbortSignal.any([late.signal, ...(signal ? [signal] : [])]);
}

async function refusalOf(response: Response): Promise<Refusal> {
  const unknown: unknown = await response.json().catch(() => undefined);
  const { code, title, detail, remedy } = (unknown ?? {}) as Record<string, string | undefined>;
  if (!code) {
    return new Refusal('gateway-unreachable', {
      message: `The answer has status ${response.status} and is none of a gateway.`,
      remedy: 'Check the URL.',
    });
  }
  return new Refusal(code, { message: detail ?? title ?? code, remedy: remedy ?? '' });
}
