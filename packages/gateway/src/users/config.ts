import { DynamicsId } from '@journeys-push/contract/gateway-dynamics';
import { UserId } from '@journeys-push/contract/shell-gateway';
import * as z from 'zod';
import { Dataverse } from './dataverse/config.ts';
import { Column, DeviceFacts } from './device-facts/config.ts';

const Entity = z.enum(['contact', 'lead', 'profile']);

/** How to find the person: the record of `entity` whose `column` has the value. The column must hold text. */
const Rule = z
  .strictObject({
    /** The claim of the verified identity token whose value is looked for. Absent: the user id itself. */
    claim: z.string().min(1).max(200).optional(),
    entity: Entity,
    column: Column,
    /** Leave inactive and merged records out. Default: yes; profiles have no such state. */
    activeOnly: z.boolean().optional(),
  })
  .refine(({ entity, activeOnly }) => entity !== 'profile' || !activeOnly, {
    path: ['activeOnly'],
    error: 'a profile has no state: leave it out',
  });

/** How an app user becomes a Dynamics record. */
export const Users = z
  .strictObject({
    /** App user → GUID of the contact, lead or profile, for ids that are no GUID themselves. */
    table: z.record(UserId, DynamicsId).default({}),
    /**
     * Kinds of records, one of which must have a user id that is a GUID. Absent: it is believed (facts: dynamics.md
     * §10.14: Dynamics registers any).
     */
    verify: z.array(Entity).min(1).max(3).optional(),
    /** Asked in this order, after the table, until one finds somebody. */
    rules: z.array(Rule).max(10).default([]),
    /**
     * Where no record is found. `refuse`: the app is told so, and asks again when it is next started. `retry`: the
     * gateway waits for the record, and registers the device when there is one.
     */
    unknown: z.enum(['refuse', 'retry']).default('refuse'),
    dataverse: Dataverse.optional(),
    /** Absent: nothing is ever written to Dataverse. */
    deviceFacts: DeviceFacts.optional(),
  })
  .prefault({})
  .superRefine(({ rules, verify, dataverse, deviceFacts }, context) => {
    const issue = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if ((rules.length > 0 || verify) && !dataverse)
      issue(['dataverse'], 'must be given where people are looked up');
    if (deviceFacts && !dataverse) issue(['dataverse'], 'must be given where device facts are written');
    for (const [fact, column] of Object.entries(deviceFacts?.columns ?? {})) {
      // Whoever holds a phone says what its facts are: they must not say who its owner is.
      if (rules.some((rule) => rule.column === column))
        issue(['deviceFacts', 'columns', fact], `${column} is what a rule finds people by`);
    }
  });

export type Users = z.output<typeof Users>;
export type Rule = z.output<typeof Rule>;
