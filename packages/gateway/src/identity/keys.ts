import type { Algorithm, SigningKey } from './key.ts';

/** What a token's header says of its signature. */
export interface Signed {
  alg: Algorithm;
  kid: string | undefined;
}

/** Where public keys come from. */
export interface KeySource {
  /** Those that may have signed the token; `unavailable` where nobody can say. */
  find(signed: Signed): Promise<SigningKey[] | 'unavailable'>;
  start(): void;
  close(): void;
}

/** Those of `keys` that may have signed it, the one that it names first. */
export const matching = (keys: SigningKey[], { alg, kid }: Signed): SigningKey[] =>
  keys
    .filter((key) => key.alg === alg && (!kid || !key.kid || key.kid === kid))
    .sort((a, b) => Number(b.kid === kid) - Number(a.kid === kid));

/** Keys from the configuration. */
export const fixedKeys = (keys: SigningKey[]): KeySource => ({
  find: async (signed) => matching(keys, signed),
  start: () => undefined,
  close: () => undefined,
});
