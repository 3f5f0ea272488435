import { z } from '@hono/zod-openapi';

/** The part of the control API's wire that tests use: code in pages, and the backend of an app without a gateway. */

export const PageCode = z
  .object({
    code: z
      .string()
      .max(512 * 1024)
      .openapi({
        description: 'JavaScript; runs in the page’s global scope, and its value or promise is awaited',
        example: 'median.msdynamics.registrationInfo()',
      }),
  })
  .openapi('PageCode');

export const PageAnswer = z
  .object({
    value: z.unknown().optional().openapi({ description: 'As JSON; absent for undefined' }),
    thrown: z
      .object({ name: z.string(), message: z.string(), code: z.string().optional() })
      .optional()
      .openapi({ description: 'What the code has thrown, or its promise was rejected with' }),
  })
  .openapi('PageAnswer');

export const OwnRegistration = z
  .object({
    phone: z.string().openapi({ description: 'Id of the phone whose token is registered', example: 'p1' }),
    contact: z.string().max(128).openapi({ description: 'GUID of the person, or one of their userIds' }),
  })
  .openapi('OwnRegistration');

export type PageAnswer = z.infer<typeof PageAnswer>;
export type OwnRegistration = z.infer<typeof OwnRegistration>;
