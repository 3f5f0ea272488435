import type { Clock } from '../src/clock.ts';
import { parseConfig } from '../src/config.ts';
import type { GatewayOptions } from '../src/gateway.ts';
import { defaultTiming } from '../src/timing.ts';
import type { Users } from '../src/users/config.ts';
import type { ResolveUser } from '../src/users/resolve.ts';
import { createUsers } from '../src/users/start.ts';
import { createStillClock } from './clock.ts';
import { shop } from './gateway.ts';

export const ANNA = '11111111-1111-4111-8111-111111111111';
export const BERT = '22222222-2222-4222-8222-222222222222';

const ENVIRONMENT = 'https://contoso.crm4.dynamics.com';
export const dataverse = {
  url: `${ENVIRONMENT}/`,
  credential: {
    kind: 'secret' as const,
    tenantId: 'contoso.example',
    clientId: '33333333-3333-4333-8333-333333333333',
    clientSecret: 'the-client-secret',
  },
};

export type UsersInput = NonNullable<GatewayOptions['users']>;

/** Someone’s row: `set`, key and columns. */
export interface Row {
  set: string;
  columns: Record<string, unknown>;
}

export interface TestPeople {
  resolve: ResolveUser;
  rows: Row[];
  /** What was asked, in order, without the origin, decoded. */
  calls: string[];
  requests: Request[];
  clock: ReturnType<typeof createStillClock>;
  lines: Record<string, unknown>[];
  users: Users;
  /** Answers the next calls instead; undefined: the rows do. */
  fault: (request: Request) => Promise<Response> | Response | undefined;
  /** Why Entra issues no token. */
  refusal: Error | undefined;
}

/**
 * A user resolver with a Dataverse in memory that understands the queries of ours and no other; the property test
 * against the twin has the real grammar.
 */
export function createPeople(input: UsersInput = {}, ownClock?: Clock): TestPeople {
  const users = parseConfig({ apps: [shop], users: { dataverse, ...input } }).users;
  const clock = createStillClock();
  const people: TestPeople = {
    rows: [],
    calls: [],
    requests: [],
    clock,
    lines: [],
    users,
    fault: () => undefined,
    refusal: undefined,
    resolve: async () => ({ problem: 'user-unknown' }),
  };
  const told = (line: object) => void people.lines.push(line as Record<string, unknown>);
  people.resolve = createUsers({
    users,
    clock: ownClock ?? clock,
    timing: defaultTiming,
    log: { warn: told, error: told },
    signal: new AbortController().signal,
    async getToken() {
      if (people.refusal) throw people.refusal;
      return 'the-access-token';
    },
    async fetch(url: string | URL | Request, init?: RequestInit) {
      const request = new Request(url, init);
      people.requests.push(request);
      people.calls.push(decodeURIComponent(request.url.slice(ENVIRONMENT.length)));
      return (await people.fault(request)) ?? dataverseAnswer(people.rows, request);
    },
  });
  return people;
}

const LITERAL = "'(?:[^']|'')*'|[0-9a-f-]{36}";
const CONDITION = `\\w+ eq (?:${LITERAL})`;
const FILTER = new RegExp(
  `^(${CONDITION}|\\(${CONDITION}(?: or ${CONDITION})+\\))( and statecode eq 0)?$`,
  's',
);

/** The rows that a query of ours finds: with one value of a column, or with one of several. */
export function dataverseAnswer(rows: Row[], request: Request): Response {
  const { pathname, searchParams } = new URL(request.url);
  const set = pathname.replace('/api/data/v9.2/', '');
  const [, conditions = '', active] = FILTER.exec(searchParams.get('$filter') ?? '') ?? [];
  const wanted = [...conditions.matchAll(new RegExp(`(\\w+) eq (${LITERAL})`, 'gs'))].map(
    ([, column = '', literal = '']) => ({
      column,
      value: literal.replace(/^'|'$/g, '').replaceAll("''", "'").toLowerCase(),
    }),
  );
  const found = rows.filter(
    (row) =>
      row.set === set &&
      wanted.some(({ column, value }) => String(row.columns[column]).toLowerCase() === value) &&
      (!active || (row.columns.statecode ?? 0) === 0),
  );
  const top = Number(searchParams.get('$top'));
  return Response.json({ value: found.slice(0, top).map(({ columns }) => columns) });
}
