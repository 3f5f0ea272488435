/** A stretch of time, both ends included; a moment where they are the same. Milliseconds since the epoch. */
export interface Span {
  since: number;
  until: number;
}

/** The parameters of {@link OVERLAPS}: `$2` and `$3`. */
export const spanOf = ({ since, until }: Span): [Date, Date] => [new Date(since), new Date(until)];

/**
 * Whether a window that begins `at` and ends before `until` (null: it lasts) and the span `$2` to `$3` have a moment in
 * common. A window that ended the moment it began held at no moment.
 */
export const OVERLAPS = 'at <= $3 and (until is null or (until > $2 and until > at))';
