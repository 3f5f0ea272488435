import { accessProblems } from './problems/access.ts';
import { bridgeProblems } from './problems/bridge.ts';
import { httpProblems } from './problems/http.ts';
import { ledgerProblems } from './problems/ledger.ts';
import { outcomeProblems } from './problems/outcome.ts';
import type { Fault, Problem } from './problems/problem.ts';
import { registrationProblems } from './problems/registration.ts';

/**
 * Every error code of journeys-push, once: what it means, whose fault it is, what to do, whether a retry helps.
 * HTTP answers carry them as RFC 9457 problem details, page answers as `reason`, logs as `code`.
 */
export const problems = {
  ...registrationProblems,
  ...bridgeProblems,
  ...httpProblems,
  ...accessProblems,
  ...ledgerProblems,
  ...outcomeProblems,
} as const satisfies Record<string, Problem>;

export type { Fault, Problem };

/** A stable error code. */
export type ProblemCode = keyof typeof problems;

/** RFC 9457 problem details as our HTTP services answer them (`application/problem+json`). */
export interface ProblemDetails {
  /** `urn:journeys-push:problem:<code>`. */
  type: string;
  code: ProblemCode;
  title: string;
  status: number;
  /** What came and what was expected, in this case. */
  detail?: string;
  fault: Fault;
  remedy: string;
  retry: boolean;
  traceId?: string;
  /** Field by field, for `body-invalid`. */
  errors?: { path: string; message: string }[];
}

/** The problem details of a code. */
export function problemDetails(
  code: ProblemCode,
  extra: Pick<ProblemDetails, 'detail' | 'traceId' | 'errors'> = {},
): ProblemDetails {
  return { type: `urn:journeys-push:problem:${code}`, code, ...problems[code], ...extra };
}

/** A failure with a stable code. Thrown only for surprises; expected outcomes are values. */
export class CodedError extends Error {
  override readonly name = 'CodedError';
  readonly code: ProblemCode;
  readonly errors: ProblemDetails['errors'];
  constructor(code: ProblemCode, detail?: string, errors?: ProblemDetails['errors']) {
    super(detail ?? problems[code].title);
    this.code = code;
    this.errors = errors;
  }
}
