import { z } from '@hono/zod-openapi';

const Party = z.enum(['page', 'shell', 'backend', 'gateway', 'dynamics', 'apns', 'fcm', 'webhook']);

const Message = z.object({
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string().optional().openapi({ description: 'Absent: none.' }),
  cutFrom: z.number().optional().openapi({ description: 'Bytes that the body had, where it is cut.' }),
});

/** A request and its answer, as the one who got the request saw them. */
export const Exchange = z
  .object({
    id: z.number(),
    traceId: z.string(),
    from: Party.optional(),
    to: Party,
    protocol: z.enum(['HTTP/1.1', 'HTTP/2', 'bridge']),
    method: z.string(),
    url: z.string(),
    reachedAt: z
      .string()
      .optional()
      .openapi({ description: 'host:port where it was reached, if the name in the URL leads elsewhere.' }),
    at: z.number(),
    ms: z.number().optional().openapi({ description: 'Until the answer; absent while there is none.' }),
    request: Message,
    response: Message.extend({ status: z.number().optional() }).optional(),
    failure: z.string().optional().openapi({ description: 'Why there was no answer.' }),
  })
  .openapi('Exchange', {
    description:
      'Secrets are masked: ⟦NAME⟧ stands for one, ⟦DEVICE_TOKEN:ending⟧ for a push token, with its last 8 characters.',
  });

/** Requests of one trace. */
export const Exchanges = z
  .object({
    exchanges: z.array(Exchange),
    keptSince: z
      .number()
      .optional()
      .openapi({ description: 'When the oldest that is kept came; absent while nothing was dropped.' }),
  })
  .openapi('Exchanges');

export type Exchange = z.infer<typeof Exchange>;
export type Exchanges = z.infer<typeof Exchanges>;
