/**
 * What a claim has for a rule to look for; `undefined`: nothing. Neither a URL nor PostgreSQL takes half a surrogate
 * pair, and the latter no U+0000: no record has such a value.
 */
export function textOf(claim: unknown): string | undefined {
  if (typeof claim === 'string') return claim === '' || /[\0\p{Surrogate}]/u.test(claim) ? undefined : claim;
  return typeof claim === 'number' && Number.isSafeInteger(claim) ? String(claim) : undefined;
}
