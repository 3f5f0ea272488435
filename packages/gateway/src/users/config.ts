import { DynamicsId } from '@journeys-push/contract/gateway-dynamics';
import { UserId } from '@journeys-push/contract/shell-gateway';
import * as z from 'zod';

/** How an app user becomes a Dynamics record. */
export const Users = z
  .strictObject({
    /** App user → GUID of the contact, lead or profile, for ids that are no GUID themselves. */
    table: z.record(UserId, DynamicsId).default({}),
  })
  .prefault({});
