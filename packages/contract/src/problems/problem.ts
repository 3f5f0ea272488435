/** Who can change the outcome. */
export type Fault = 'page' | 'user' | 'shell' | 'operator' | 'dynamics' | 'network' | 'caller';

export interface Problem {
  /** HTTP status where the problem travels over HTTP. */
  status: number;
  /** What happened, in one sentence for a developer. */
  title: string;
  /** Whose fault it is. */
  fault: Fault;
  /** What to do about it. */
  remedy: string;
  /** True when the same request may succeed later without anyone changing anything. */
  retry: boolean;
}

/** One line of the tables. */
export const problem = (
  [status, fault, retry]: [status: number, fault: Fault, retry: boolean],
  title: string,
  remedy: string,
): Problem => ({ status, title, fault, remedy, retry });
