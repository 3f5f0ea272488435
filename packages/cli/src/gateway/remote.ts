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

export interface Asking {
  method?: string;
  path: string;
  /** How long the whole answer may take, which is then read before it is handed over. Absent: as long as it takes. */
  withinMs?: number;
  /** Aborted: nobody waits for the answer any more. */
  signal?: AbortSignal | undefined;
}

/** Asks a gateway; resolves with a good answer only. @throws Refusal with the problem's code and remedy */
export async function ask(
  { url, apiKey }: Remote,
  { method = 'GET', path, withinMs, signal }: Asking,
): Promise<Response> {
  const asked = { method, headers: { authorization: `Bearer ${apiKey}` }, redirect: 'error' } as const;
  const answer = withinMs
    ? inTime(withinMs, signal, async (inTime) => whole(await fetch(url + path, { ...asked, signal: inTime })))
    : fetch(url + path, { ...asked, signal: signal ?? null });
  const response = await answer.catch((error: Error & { cause?: { code?: string } }) => {
    throw new Refusal('gateway-unreachable', {
      message: `The gateway at ${url} does not answer: ${error.cause?.code ?? error.message}.`,
      remedy: 'Check the URL, and that the gateway runs.',
    });
  });
  if (response.ok) return response;
  throw await refusalOf(response);
}

const whole = async (response: Response): Promise<Response> => new Response(await response.text(), response);

/** Not by `AbortSignal.timeout`: one that only `any` knows is collected, and never comes (Node 20.20). */
async function inTime<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error(`no answer within ${ms / 1000} s`)), ms);
  try {
    return await work(AbortSignal.any([late.signal, ...(signal ? [signal] : [])]));
  } finally {
    clearTimeout(timer);
  }
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
