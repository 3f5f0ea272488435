import { findProgram, installDebian } from './debian.mjs';

const find = () => findProgram(['python3']);

/** A Python 3 with its standard library: the system's, else Debian's package (as root). */
export async function ensurePython() {
  return find() ?? ((await installDebian('Python', ['python3'])) ? find() : undefined);
}
