import type { Switches } from '../switches.ts';
import { type FailureReason, HUMAN_TEXTS } from '../wire.ts';

/** FailureReason as status and callback write it: a name or a human text, and something where nothing failed. */
export function failureReason(
  reason: FailureReason | undefined,
  { statusTexts, absentReason }: Pick<Switches, 'statusTexts' | 'absentReason'>,
): { FailureReason?: string | null } {
  if (reason) return { FailureReason: (statusTexts === 'human' && HUMAN_TEXTS[reason]) || reason };
  if (absentReason === 'missing') return {};
  return { FailureReason: absentReason === 'null' ? null : '' };
}
