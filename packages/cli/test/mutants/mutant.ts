import type { ItemResult, PageKind, Run } from '@journeys-push/sandbox/check';

type Problem = NonNullable<ItemResult['problem']>;

/** One way to break the product. */
export interface Mutant {
  /** The item of the checklist that must notice. */
  item: number;
  /** What is broken. */
  name: string;
  /** From the root of the repository. */
  file: string;
  /** This text, which the file has exactly once, … */
  find: string;
  /** … becomes this one. */
  replace: string;
  /** The phones on which it shows. */
  phones: Run['profile'][];
  /** The page it shows in; default: the bare one. */
  page?: PageKind;
  /** The words of the message that it hangs on. */
  says: Record<keyof Pick<Problem, 'expected' | 'came' | 'remedy'>, string>;
}
