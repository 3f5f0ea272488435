import type { SegmentRule } from '../../../../src/control/people-wire.ts';
import { conditionInWords } from '../words.ts';

/** A rule in words; groups within groups in brackets. */
export function ruleInWords(rule: SegmentRule, within = false): string {
  if ('column' in rule) return conditionInWords(rule);
  const [parts, join] = 'all' in rule ? ([rule.all, ' and '] as const) : ([rule.any, ' or '] as const);
  const words = parts.map((part) => ruleInWords(part, parts.length > 1)).join(join);
  return within && parts.length > 1 ? `(${words})` : words;
}
