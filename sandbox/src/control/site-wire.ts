import { z } from '@hono/zod-openapi';

/** The part of the control API's wire that is about the site in the phones. */

export const SiteChange = z
  .object({
    /** An http or https URL; null: the built-in page. */
    url: z.string().max(2048).nullable(),
    /** Further origins of the site, such as its sign-in's: `https://account.example.com`. */
    allow: z.array(z.string().max(300)).max(20).default([]),
  })
  .openapi('SiteChange');

export const SiteTry = z.object({ url: z.string().max(2048) }).openapi('SiteTry');

/** What came of asking a site for its page. */
export const SiteAnswer = z
  .object({
    /** Whether the phones would show a page. */
    ok: z.boolean(),
    code: z.enum([
      'page',
      'error-page',
      'not-a-page',
      'leads-elsewhere',
      'redirects',
      'unreachable',
      'name-unknown',
      'certificate',
      'tls',
      'silent',
    ]),
    /** What came, for a person. */
    message: z.string(),
    remedy: z.string().optional(),
    /** Of the page. */
    title: z.string().optional(),
    status: z.number().optional(),
  })
  .openapi('SiteAnswer');

export type SiteChange = z.input<typeof SiteChange>;
export type SiteAnswer = z.infer<typeof SiteAnswer>;
