import { CodedError, type ProblemCode, problemDetails } from '@journeys-push/contract/problems';
import { isUnanswered } from '../db/connect.ts';
import type { Log } from '../log.ts';
import type { Request } from './context.ts';

/** Answers RFC 9457 problem details. */
export function answerProblem(
  context: Request,
  code: ProblemCode,
  { detail, errors }: Pick<Parameters<typeof problemDetails>[1] & object, 'detail' | 'errors'> = {},
): Response {
  context.set('problem', code);
  const traceId = context.get('traceId');
  const details = problemDetails(code, { ...(detail && { detail }), ...(errors && { errors }), traceId });
  return context.body(JSON.stringify(details), details.status as 400, {
    'content-type': 'application/problem+json',
    ...(details.status === 401 && { 'www-authenticate': 'Bearer' }),
  });
}

/** The one place where errors end. A caller learns a code and a trace id; the rest is for the log. */
export function errorHandler(log: Log): (error: Error, context: Request) => Response {
  return (error, context) => {
    if (error instanceof CodedError) {
      if ('retryAfterMs' in error) context.header('retry-after', seconds(Number(error.retryAfterMs)));
      const { code, errors, message } = error;
      return answerProblem(context, code, { detail: message, ...(errors && { errors }) });
    }
    const traceId = context.get('traceId');
    log.error({ code: 'internal', traceId, error: error.message, stack: error.stack }, 'The request failed');
    return answerProblem(context, isDatabaseGone(error) ? 'gateway-unavailable' : 'internal');
  };
}

const seconds = (ms: number): string => String(Math.max(1, Math.ceil(ms / 1_000)));

/** The database cannot be reached, does not answer or is stopping (SQLSTATE class 57P and 08, or no connection at all). */
function isDatabaseGone(error: Error): boolean {
  const code = (error as { code?: unknown }).code;
  const refused = typeof code === 'string' && /^(57P0|08|53300|ECONN|EPIPE|ENOENT)/.test(code);
  return (
    refused ||
    isUnanswered(error) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  );
}
