import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckedExpectation, PlannedChange } from '../result.ts';

/** A planned change that knows how to find itself in the text of its file; `undefined` is a file that is not there. */
export interface Expectation extends PlannedChange {
  check(text: string | undefined): { passed: boolean; found: string };
}

/** Reads back what was written: each expectation, its file, what was found there. */
export async function verify(
  project: string,
  expectations: readonly Expectation[],
  onCheck: (check: CheckedExpectation) => void,
): Promise<CheckedExpectation[]> {
  const checks: CheckedExpectation[] = [];
  for (const { check, ...planned } of expectations) {
    const text = await readFile(join(project, planned.file), 'utf8').catch(() => undefined);
    const checked = { ...planned, ...check(text) };
    onCheck(checked);
    checks.push(checked);
  }
  return checks;
}
