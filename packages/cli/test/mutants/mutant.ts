import type { ItemResult, PageKind, Run } from '@journeys-push/sandbox/check';

export type Problem = NonNullable<ItemResult['problem']>;
export type Profile = Run['profile'];

/** One text of one source file that becomes another one. */
export interface Change {
  /** From the root of the repository. */
  file: string;
  /** Is in the file exactly once. */
  find: string;
  replace: string;
}

/** One way to break the product. */
export interface Mutant extends Change {
  /** The item of the checklist that must notice, and no other one. */
  item: number;
  /** What is broken. */
  name: string;
  /** The phones on which it shows: there the item fails. */
  phones: Profile[];
  /** The page in which it shows; default: the bare one. */
  page?: PageKind;
  /** The words of the message that it hangs on. */
  says: Pick<Problem, 'expected' | 'came' | 'remedy'>;
  /** Where the call or the push has stopped, if it has: the message tells that too. */
  stops?: Pick<NonNullable<Problem['stop']>, 'hop' | 'code'>;
}
