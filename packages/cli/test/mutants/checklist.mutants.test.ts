import { expect, test } from 'vitest';
import { findings, itemsOf } from './findings.ts';
import { mutantsPage, type Outcome } from './page.ts';
import { runCheck } from './run.ts';
import { mutants } from './table.ts';

/** Of every mutant so far, for the page that tells of them. */
const outcomes: Outcome[] = [];

test('the product as it is passes every item, and every item has a mutant', async () => {
  const { code, result } = await runCheck();
  expect([...findings(result, 'failed'), ...findings(result, 'blocked')]).toEqual([]);
  expect(code).toBe(0);
  expect(mutants.map(({ item }) => item)).toEqual(itemsOf(result));
});

for (const mutant of mutants) {
  const { item, name, phones, says, stops } = mutant;
  test.concurrent(`item ${item} notices that ${name}`, async () => {
    const { code, result } = await runCheck(mutant);
    outcomes.push({ mutant, result });
    const failed = findings(result, 'failed');
    expect(failed.map(({ profile, item }) => [profile, item])).toEqual(phones.map((phone) => [phone, item]));
    for (const { problem } of failed)
      expect(problem).toEqual({
        expected: expect.stringContaining(says.expected),
        came: expect.stringContaining(says.came),
        remedy: expect.stringContaining(says.remedy),
        ...(stops ? { stop: expect.objectContaining(stops) } : {}),
      });
    const elsewhere = findings(result, 'blocked').filter(
      ({ profile, problem }) => problem.blockedBy !== item || !phones.includes(profile),
    );
    expect(elsewhere).toEqual([]);
    expect(code).toBe(1);
  });
}

test('docs/check-mutants.md tells what came', async () => {
  expect(outcomes, 'only a run of every mutant can be compared').toHaveLength(mutants.length);
  outcomes.sort((one, other) => one.mutant.item - other.mutant.item);
  await expect(mutantsPage(outcomes)).toMatchFileSnapshot('../../../../docs/check-mutants.md');
});
