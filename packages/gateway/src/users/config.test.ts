import { expect, test } from 'vitest';
import { shop } from '../../test/gateway.ts';
import { dataverse, type UsersInput } from '../../test/people.ts';
import { ConfigError, parseConfig } from '../config.ts';

function mistakesIn(users: unknown): string[] {
  try {
    parseConfig({ apps: [shop], users });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
}

const byEmail = { claim: 'email', entity: 'contact', column: 'emailaddress1' } as const;

test('all of it together is taken', () => {
  const users: UsersInput = {
    table: { anna: '11111111-1111-4111-8111-111111111111' },
    rules: [byEmail, { entity: 'profile', column: 'msdynci_customerid_source' }],
    unknown: 'retry',
    dataverse,
    deviceFacts: { columns: { language: 'new_pushlanguage', lastSeen: 'new_pushlastseen' } },
  };
  expect(mistakesIn(users)).toEqual([]);
  expect(parseConfig({ apps: [shop], users }).users).toMatchObject({
    dataverse: { url: 'https://contoso.crm4.dynamics.com' },
    deviceFacts: { entity: 'contact', perMinute: 300 },
  });
});

test.each([
  'https://contoso.crm4.dynamics.com/',
  'contoso.crm4.dynamics.com',
  'https://contoso.crm4.dynamics.com//',
])('the environment is taken as people store it: %s', (url) => {
  const parsed = parseConfig({ apps: [shop], users: { dataverse: { ...dataverse, url } } });
  expect(parsed.users.dataverse?.url).toBe('https://contoso.crm4.dynamics.com');
});

test('every mistake is told at once', () => {
  const users = {
    rules: [
      { entity: 'account', column: 'emailaddress1' },
      { ...byEmail, column: "emailaddress1 eq 'x' or 1" },
      { entity: 'profile', column: 'msdynci_email', activeOnly: true },
    ],
    unknown: 'guess',
    dataverse: {
      url: 'http://contoso.crm4.dynamics.com',
      credential: { kind: 'secret', tenantId: 'a/b', clientId: 'shop', clientSecret: '' },
    },
  };
  expect(mistakesIn(users)).toEqual([
    expect.stringMatching(/^users\.rules\.0\.entity: /),
    expect.stringMatching(/^users\.rules\.1\.column: the logical name of a column/),
    expect.stringMatching(/^users\.rules\.2\.activeOnly: /),
    expect.stringMatching(/^users\.unknown: /),
    expect.stringMatching(/^users\.dataverse\.url: /),
    expect.stringMatching(/^users\.dataverse\.credential\.tenantId: /),
    expect.stringMatching(/^users\.dataverse\.credential\.clientId: the Application/),
    expect.stringMatching(/^users\.dataverse\.credential\.clientSecret: /),
  ]);
});

test('rules and device facts need a Dataverse', () => {
  expect(mistakesIn({ rules: [byEmail] })).toEqual([expect.stringMatching(/^users\.dataverse: /)]);
  expect(mistakesIn({ deviceFacts: { columns: { os: 'new_os' } } })).toEqual([
    expect.stringMatching(/^users\.dataverse: /),
  ]);
});

test.each<[string, object, RegExp]>([
  ['nothing', {}, /columns: must name at least one fact/],
  ['a fact that is none', { token: 'new_token', os: 'new_os' }, /columns/],
  ['one column twice', { os: 'new_os', model: 'new_os' }, /columns\.model: new_os has another fact/],
  ['the state of the record', { os: 'statecode' }, /columns\.os: statecode is not for this/],
  ['what a rule finds people by', { os: 'emailaddress1' }, /columns\.os: .* finds people by/],
])('device facts are not written to %s', (_, columns, message) => {
  expect(mistakesIn({ dataverse, rules: [byEmail], deviceFacts: { columns } })).toEqual([
    expect.stringMatching(message),
  ]);
});
