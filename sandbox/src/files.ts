import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * What is read from disk while the sandbox runs; absolute paths. This file lies as deep in the sources as what is built
 * of it lies in the package: there, too, everything is beside it.
 */
export const files = {
  /** The built lab. */
  lab: at('../lab/dist/'),
  /** What `node --require` loads. */
  redirect: at('../redirect/redirect.cjs'),
  /** The built-in kinds of phones. */
  profiles: at('./phone/profiles/'),
  /** The page of the check by hand. */
  checkByHand: at('./check/by-hand/'),
  /** The example shop: in the package a copy, in the sources the example itself. */
  shop: [at('./site/shop/'), at('../../examples/plain/')],
} as const;
