/** What the first bytes of a file of Hermes bytecode are, and where its version stands (facts: shell.md §3). */
const MAGIC = 0x1f1903c103bc1fc6n;

/** The version of the bytecode; undefined for anything else. */
export function bytecodeVersion(head: Buffer): number | undefined {
  if (head.length < 12 || head.readBigUInt64LE(0) !== MAGIC) return undefined;
  return head.readUInt32LE(8);
}
