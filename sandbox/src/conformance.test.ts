import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { REASON_STATUS } from './apns/wire.ts';
import { QuietReason, TokenCause } from './control/wire.ts';
import { FailureReason } from './dynamics/wire.ts';
import { ERROR_STATUS } from './fcm/wire.ts';
import { held, notShown } from './phone/delivery/reasons.ts';
import { factsOf, titlesIn } from './testing/facts-table.ts';
import { numbersIn, statementsOf } from './testing/statements.ts';

/**
 * A twin or a simulated phone is only worth something if it is true: each README lists what it does as fact → test →
 * source, and here each fact must have its test.
 */

const CODES = {
  dynamics: FailureReason.options,
  apns: Object.keys(REASON_STATUS),
  fcm: Object.keys(ERROR_STATUS),
  phone: [...Object.keys({ ...notShown, ...held }), ...QuietReason.options, ...TokenCause.options],
};
const SOURCE = /§\d|assumed/i;

describe.each(['dynamics', 'apns', 'fcm', 'phone'] as const)('the README in the folder %s', (twin) => {
  const folder = new URL(`./${twin}/`, import.meta.url);
  const readme = readFileSync(new URL('README.md', folder), 'utf8');
  const facts = factsOf(readme);

  test('has a table of facts', () => expect(facts.length).toBeGreaterThan(20));

  test('names an existing test, which is not skipped, for every fact', () => {
    const without = facts.filter(({ tests }) => tests.length === 0).map(({ fact }) => fact);
    expect(without).toEqual([]);
    const missing = facts.flatMap(({ tests }) =>
      tests.filter(({ file, title }) => !titlesIn(new URL(file, folder)).has(title)),
    );
    expect(missing).toEqual([]);
  });

  test('names a source for every fact, or says that it is assumed', () => {
    expect(facts.filter(({ source }) => !SOURCE.test(source)).map(({ fact }) => fact)).toEqual([]);
  });

  test('has a fact for every code of the wire', () => {
    const text = facts.map(({ fact }) => fact).join('\n');
    expect(CODES[twin].filter((code) => !new RegExp(`\\b${code}\\b`).test(text))).toEqual([]);
  });

  test('says what is not imitated', () => expect(readme).toContain('## What it does not imitate'));
});

/**
 * Nothing that the facts say about phones is forgotten: each statement of §6 is named by a row of the README's table, or
 * by its list of what is not imitated. testing/statements.ts says how they are numbered.
 */
describe('§6 of the facts, what a phone does', () => {
  const sheet = readFileSync(new URL('../../docs/facts/apns-fcm-phones.md', import.meta.url), 'utf8');
  const readme = readFileSync(new URL('phone/README.md', import.meta.url), 'utf8');
  const statements = statementsOf(sheet, '6');
  const sources = factsOf(readme).map(({ source }) => source);
  const named = numbersIn([...sources, readme.split('## What it does not imitate')[1]].join('\n'));

  test('has no statement that the README leaves out', () => {
    expect([...statements].filter(([number]) => !named.has(number))).toEqual([]);
  });

  test('has every statement that the README names', () => {
    expect([...named].filter((number) => !statements.has(number))).toEqual([]);
  });

  test('is numbered as the README says', () => {
    expect(statements.get('§6.1-2a')).toMatch('shows the dialog once');
    expect(statements.get('§6.2-3b')).toMatch('the system asks by itself');
    expect(statements.get('§6.3-1j')).toMatch('event log');
    expect(statements.size).toBeGreaterThan(70);
  });
});
