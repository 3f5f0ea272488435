import { expect, it } from 'vitest';
import { ruleInWords } from './rule-words.ts';

it('tells a rule with its groups', () => {
  const oslo = { column: 'city', is: 'eq', value: 'Oslo' } as const;
  const bergen = { column: 'city', is: 'eq', value: 'Bergen' } as const;
  const mail = { column: 'emailaddress1', is: 'set' } as const;
  expect(ruleInWords({ all: [mail, { any: [oslo, bergen] }] })).toBe(
    'e-mail address is set and (city is Oslo or city is Bergen)',
  );
  expect(ruleInWords({ all: [mail] })).toBe('e-mail address is set');
});
