/** The call brought no verdict; try later. */
export interface Later {
  kind: 'later';
  /** False: the call may have taken effect all the same. */
  answered: boolean;
  /** From `Retry-After`, in milliseconds. */
  afterMs?: number | undefined;
  /** For the log. */
  cause: string;
  /** It was not made at all. */
  unsent?: true;
}

/** Answered 400: the request is not valid, whatever we do. */
export interface Rejected {
  kind: 'rejected';
}

/** 400 on the status call: wrong access token, mobile app id or organisation (facts: dynamics.md §1.3). */
export interface TokenRefused {
  kind: 'token-refused';
}

export type RegisterResult = { kind: 'accepted'; requestId: string } | Rejected | Later;
export type StatusResult =
  | { kind: 'pending' }
  | { kind: 'success' }
  | { kind: 'failed'; failureReason: string | null | undefined }
  | TokenRefused
  | Later;
export type CleanupResult = { kind: 'accepted' } | Rejected | Later;
export type EventResult = { kind: 'accepted' } | Rejected | Later;
