import * as z from 'zod';

/** The logical name of a column, as Dataverse writes it in URLs. */
export const Column = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,127}$/, 'the logical name of a column: lower case, e.g. emailaddress1');

/** What is known of a device; `lastSeen` is a date and time, `notificationsEnabled` yes or no, all else is text. */
const Fact = z.enum([
  ...([
    'appId',
    'appVersion',
    'appBuild',
    'distribution',
    'hardware',
    'language',
    'model',
    'modelId',
  ] as const),
  ...(['os', 'osVersion', 'timeZone', 'platform', 'notificationsEnabled', 'lastSeen'] as const),
]);

/** Columns that say what a record is, and who may see it. */
const RESERVED = /^(contactid|leadid|ownerid|owninguser|statecode|statuscode|masterid|merged)$/;

/** Which device facts are written to which columns of the person's record. */
export const DeviceFacts = z
  .strictObject({
    entity: z.enum(['contact', 'lead']).default('contact'),
    columns: z.partialRecord(Fact, Column),
    /** How many records at most. Dataverse takes 1,200 calls a minute of one application user, look-ups included. */
    perMinute: z.int().min(1).max(1_000).default(300),
  })
  .superRefine(({ columns }, context) => {
    const issue = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    const entries = Object.entries(columns);
    if (entries.length === 0) issue(['columns'], 'must name at least one fact');
    const seen = new Set<string>();
    for (const [fact, column = ''] of entries) {
      if (RESERVED.test(column)) issue(['columns', fact], `${column} is not for this`);
      if (seen.has(column)) issue(['columns', fact], `${column} has another fact already`);
      seen.add(column);
    }
  });

export type Fact = z.output<typeof Fact>;
export type DeviceFacts = z.output<typeof DeviceFacts>;
