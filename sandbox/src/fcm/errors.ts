import {
  BAD_REQUEST,
  ERROR_STATUS,
  FCM_ERROR,
  type FcmErrorCode,
  type FieldViolation,
  type GoogleError,
  QUOTA_FAILURE,
} from './wire.ts';

/** A refusal, ready to be answered. */
export interface Refusal {
  status: number;
  body: GoogleError;
  /** For the timeline: FCM's error code, else Google's status. */
  reason: string;
  /** The fields at fault. */
  fields?: string[];
  /** Seconds. */
  retryAfter?: number;
}

/** FCM's own kind: details hold an FcmError, and where a field is at fault a BadRequest. */
export function fcmError(errorCode: FcmErrorCode, message: string, field?: string): Refusal {
  const details: Record<string, unknown>[] = [{ '@type': FCM_ERROR, errorCode }];
  if (field) details.push(badRequest([{ field, description: message }]));
  if (errorCode === 'QUOTA_EXCEEDED') {
    details.push({ '@type': QUOTA_FAILURE, violations: [{ subject: 'project', description: message }] });
  }
  const { code, status } = ERROR_STATUS[errorCode];
  const refusal = { status: code, reason: errorCode, body: { error: { code, message, status, details } } };
  return field ? { ...refusal, fields: [field] } : refusal;
}

/** The kind Google's JSON reader makes, before FCM sees the request: no FcmError. */
export function malformed(violations: FieldViolation[]): Refusal {
  const message = violations.map(({ description }) => description).join('\n');
  const error = { status: 'INVALID_ARGUMENT', message, details: [badRequest(violations)] };
  return { ...googleError(400, error), fields: violations.map(({ field }) => field) };
}

/** An error without FcmError, e.g. of authentication. */
export function googleError(code: number, error: Omit<GoogleError['error'], 'code'>): Refusal {
  return { status: code, reason: error.status, body: { error: { code, ...error } } };
}

const badRequest = (fieldViolations: FieldViolation[]) => ({ '@type': BAD_REQUEST, fieldViolations });
