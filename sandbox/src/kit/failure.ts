import type { Explanation, Stop } from '../explain/explanation.ts';
import { explanationText, stopText } from '../explain/text.ts';

export interface FailureParts {
  /** What was expected of whom: `iphone shows “Your order”`. */
  expected: string;
  /** What was seen instead. */
  came: string;
  explanation?: Explanation | undefined;
  /** Where no trace leads: why. */
  stop?: Stop | undefined;
  /** Of something else, which this one comes from. */
  also?: Explanation | undefined;
}

/** An expectation that did not hold. The message says at which hop it stopped, why, whose matter it is, what to do. */
export class KitFailure extends Error {
  override readonly name = 'KitFailure';
  readonly expected: string;
  readonly came: string;
  /** The path of the push or the page call, hop by hop. */
  readonly explanation: Explanation | undefined;
  readonly stop: Stop | undefined;
  constructor({ expected, came, explanation, stop = explanation?.stop, also }: FailureParts) {
    super(messageOf({ expected, came, explanation, stop, also }));
    this.expected = expected;
    this.came = came;
    this.explanation = explanation;
    this.stop = stop;
  }
  /** Of where it stopped: stable. Undefined where nothing has stopped yet. */
  get code(): string | undefined {
    return this.stop?.code;
  }
}

function messageOf({ expected, came, explanation, stop, also }: FailureParts): string {
  const lines = [`Expected: ${expected}`, `Came:     ${came}`];
  if (explanation) lines.push('', pathText({ ...explanation, ...(stop ? { stop } : {}) }));
  else if (stop) lines.push('', stopText(stop));
  if (also) lines.push('', 'Before that, on this phone:', pathText(also));
  return lines.join('\n');
}

/** Where nothing was reached, nothing stands before the stop. */
const pathText = (explanation: Explanation): string => explanationText(explanation).replace(/^\n/, '');
