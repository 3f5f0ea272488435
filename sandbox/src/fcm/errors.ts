import type { PlantedRefusal } from './faults.ts';
import {
  APNS_ERROR,
  BAD_REQUEST,
  ERROR_STATUS,
  FCM_ERROR,
  type FcmErrorCode,
  type FieldViolation,
  GOOGLE_STATUS,
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
  const { code, status } = ERROR_STATUS[errorCode];
  const refusal = { status: code, reason: errorCode, body: { error: { code, message, status, details } } };
  return field ? { ...refusal, fields: [field] } : refusal;
}

/** Too fast; `subject` is whose limit it is, `waitMs` how long until the next may come. */
export function quotaExceeded(subject: 'project' | 'device', waitMs?: number): Refusal {
  const message = `Quota exceeded for messages to one ${subject}.`;
  const refusal = fcmError('QUOTA_EXCEEDED', message);
  refusal.body.error.details?.push({
    '@type': QUOTA_FAILURE,
    violations: [{ subject, description: message }],
  });
  return waitMs === undefined ? refusal : { ...refusal, retryAfter: Math.ceil(waitMs / 1000) };
}

/** A planted refusal, as the real one would look. */
export function refusedByFault({ reason, status, retryAfter, apnsReason }: PlantedRefusal): Refusal {
  const refusal =
    reason === 'QUOTA_EXCEEDED'
      ? quotaExceeded('project')
      : fcmError(reason, 'A fault planted in the sandbox.');
  if (apnsReason) {
    refusal.body.error.details?.push({ '@type': APNS_ERROR, statusCode: 403, reason: apnsReason });
  }
  if (status !== undefined) {
    refusal.status = status;
    refusal.body.error.code = status;
  }
  return retryAfter === undefined ? refusal : { ...refusal, retryAfter };
}

/** What Google's front end says before FCM sees the request: no FcmError. */
export function refusalOfStatus({ status, retryAfter }: { status: number; retryAfter?: number }): Refusal {
  const name = GOOGLE_STATUS[status] ?? (status < 500 ? 'INVALID_ARGUMENT' : 'UNKNOWN');
  const refusal = googleError(status, { status: name, message: 'A fault planted in the sandbox.' });
  return retryAfter === undefined ? refusal : { ...refusal, retryAfter };
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
