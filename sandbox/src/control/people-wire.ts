import { z } from '@hono/zod-openapi';

/** The part of the control API's wire that is people, and segments of them, as Dynamics keeps them. */

export const Entity = z.enum(['contact', 'lead', 'profile']).openapi('Entity');

export const ColumnValue = z.union([z.string(), z.number(), z.boolean(), z.null()]).openapi('ColumnValue');

/** Somebody a journey can reach. */
export const Person = z
  .object({
    entity: Entity,
    /** `contactid`, `leadid` or `msdynci_customerid`. */
    id: z.string(),
    /** Whether the person agreed to tracking. */
    trackingConsent: z.boolean(),
    /** All other columns by their logical names, as `emailaddress1`. */
    columns: z.record(z.string(), ColumnValue),
  })
  .openapi('Person');

/** What one column must be. */
export const Condition = z
  .object({
    column: z.string(),
    is: z.enum(['eq', 'ne', 'contains', 'begins-with', 'lt', 'gt', 'set', 'not-set']),
    /** Absent for `set` and `not-set`. */
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  })
  .openapi('Condition');

export type Condition = z.infer<typeof Condition>;

/** Conditions of which all hold, or any; groups may hold groups. */
export type SegmentRule = Condition | { all: SegmentRule[] } | { any: SegmentRule[] };

/** People of one entity: a list of ids, or whoever fits a rule at the moment of asking. */
export const Segment = z
  .object({
    segmentId: z.string(),
    name: z.string(),
    entity: Entity,
    /** Of a static segment. */
    memberIds: z.array(z.string()).optional(),
    /** Of a segment by rule. */
    rule: z
      .custom<SegmentRule>((value) => typeof value === 'object' && value !== null)
      .optional()
      .openapi({
        type: 'object',
        description: 'A condition {column, is, value}, or {all: […]} or {any: […]} of conditions and groups',
        example: { all: [{ column: 'emailaddress1', is: 'set' }] },
      }),
  })
  .openapi('Segment');

export type Entity = z.infer<typeof Entity>;
export type ColumnValue = z.infer<typeof ColumnValue>;
export type Person = z.infer<typeof Person>;
export type Segment = z.infer<typeof Segment>;
export type SegmentSave = Omit<Segment, 'segmentId'>;
