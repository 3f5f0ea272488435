import type { Switches } from '../switches.ts';
import { type FailureReason, HUMAN_TEXTS } from '../wire.ts';

/** FailureReason as status and callback write it: a name or a human text, and something where nothing failed. */
export function failureReason(
  reason: FailureReason | undefined,
  {
    statusTexts,
    reasonSpaces,
    absentReason,
  }: Pick<Switches, 'statusTexts' | 'reasonSpaces' | 'absentReason'>,
): { FailureReason?: string | null } {
  if (reason) {
    const text = (statusTexts === 'human' && HUMAN_TEXTS[reason]) || reason;
    return { FailureReason: reasonSpaces === 'around' ? ` ${text} ` : text };
  }
  if (absentReason === 'missing') return {};
  return { FailureReason: absentReason === 'null' ? null : '' };
}
