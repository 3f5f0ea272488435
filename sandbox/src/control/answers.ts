import type { z } from '@hono/zod-openapi';
import { ControlProblem } from './wire.ts';

/** A JSON body, as an OpenAPI description says it. */
export const json = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } } });

/** The two ways every route ends. */
export const answers = <T extends z.ZodType>(schema: T) => ({
  200: { description: 'Done', ...json(schema) },
  default: { description: 'Refused', ...json(ControlProblem) },
});
