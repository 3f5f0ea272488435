import type { ProblemCode, ProblemDetails } from '@journeys-push/contract/problems';

/** A gateway's refusal. Act by `code`; `remedy` says what to do, `retry` whether the same call may succeed later. */
export class GatewayProblem extends Error {
  override readonly name = 'GatewayProblem';
  readonly code: ProblemCode;
  /** The HTTP status; 0: no answer came. */
  readonly status: number;
  readonly remedy: string;
  readonly retry: boolean;
  /** When the gateway asks to come again, in seconds. */
  readonly retryAfter: number | undefined;
  /** All that was said. */
  readonly details: ProblemDetails;

  constructor(details: ProblemDetails, options: { retryAfter?: number | undefined; cause?: unknown } = {}) {
    super(details.detail ?? details.title, { cause: options.cause });
    this.code = details.code;
    this.status = details.status;
    this.remedy = details.remedy;
    this.retry = details.retry;
    this.retryAfter = options.retryAfter;
    this.details = details;
  }
}

/** What an answer that is no success says. */
export async function problemOf(response: Response): Promise<GatewayProblem> {
  const retryAfter = secondsOf(response.headers.get('retry-after'));
  const text = await response.text();
  const details = detailsOf(response.headers.get('content-type'), text);
  if (details) return new GatewayProblem(details, { retryAfter });
  const said = `The answer ${response.status} is not the gateway's: is a proxy in front of it?`;
  return new GatewayProblem(unavailable(said, response.status), { retryAfter });
}

/** No answer came. */
export const unreachable = (cause: unknown): GatewayProblem =>
  new GatewayProblem(unavailable(`No answer came: ${reasonOf(cause)}.`, 0), { cause });

/** Node's fetch says only that it has failed; why is below. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown; message?: unknown } };
  return String(cause?.code ?? cause?.message ?? error);
}

function detailsOf(type: string | null, text: string): ProblemDetails | undefined {
  if (!type?.startsWith('application/problem+json')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const unavailable = (detail: string, status: number): ProblemDetails => ({
  type: 'urn:journeys-push:problem:gateway-unavailable',
  code: 'gateway-unavailable',
  title: 'The gateway did not answer or is overloaded.',
  status,
  detail,
  fault: 'operator',
  remedy: 'Try again later. Operators: look at the gateway, its database and what is in front of it.',
  retry: true,
});

/** `Retry-After` in seconds, whether it came as a number or as a date. */
function secondsOf(text: string | null): number | undefined {
  if (text === null) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1_000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, Math.ceil(seconds));
}
