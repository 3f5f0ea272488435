/** Where a phone is on the wall. */
export interface Place {
  /** Counted from 0. */
  at: number;
  /** So many are on the wall. */
  of: number;
}
