import type { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { addAction } from '../control/action.ts';
import { ContactInput, LeadInput, ProfileInput } from '../dynamics/people/rows.ts';
import type { DynamicsTwin } from '../dynamics/start.ts';
import { Done, done, Row, Rows } from './answers.ts';

const Page = z.object({
  /** How many rows to pass over. */
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
});
const Columns = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Contacts, leads and profiles. */
export function addPeopleRoutes(app: OpenAPIHono, dynamics: DynamicsTwin): void {
  const tables = {
    contacts: { rows: dynamics.contacts, body: ContactInput, add: dynamics.addContact },
    leads: { rows: dynamics.leads, body: LeadInput, add: dynamics.addLead },
    profiles: { rows: dynamics.profiles, body: ProfileInput, add: dynamics.addProfile },
  };
  for (const [name, { rows, body, add }] of Object.entries(tables)) {
    const path = `/people/${name}`;
    addAction(app, {
      ...{ method: 'get', path, summary: `The ${name}` },
      query: Page,
      answer: Rows,
      act: ({ query: { skip, limit } }) => rows().slice(skip, skip + limit),
    });
    addAction(app, {
      ...{ method: 'post', path, summary: `Add or replace one of the ${name}` },
      body: body as z.ZodType<Parameters<typeof dynamics.addContact>[0]>,
      answer: Row,
      act: ({ body: row }) => add(row),
    });
  }
  addAction(app, {
    ...{ method: 'post', path: '/people/merge', summary: 'Merge a contact into another' },
    body: z.strictObject({ master: z.string(), subordinate: z.string() }),
    answer: Row,
    act: ({ body }) => dynamics.mergeContacts(body),
  });
  addRowRoutes(app, dynamics);
}

function addRowRoutes(app: OpenAPIHono, dynamics: DynamicsTwin): void {
  addAction(app, {
    ...{ method: 'patch', path: '/people/{id}', summary: 'Change columns, or the consent to tracking' },
    body: z.strictObject({ trackingConsent: z.boolean().optional(), columns: Columns.optional() }),
    answer: Row,
    act: ({ params: { id = '' }, body: { trackingConsent, columns } }) =>
      dynamics.updatePerson(id, {
        ...(trackingConsent === undefined ? {} : { trackingConsent }),
        ...(columns === undefined ? {} : { columns }),
      }),
  });
  addAction(app, {
    ...{ method: 'post', path: '/people/{id}/deactivate', summary: 'Make a contact or lead inactive' },
    answer: Row,
    act: ({ params: { id = '' } }) => dynamics.deactivatePerson(id),
  });
  addAction(app, {
    ...{ method: 'delete', path: '/people/{id}', summary: 'Delete a person' },
    answer: Done,
    act({ params: { id = '' } }) {
      dynamics.removePerson(id);
      return done;
    },
  });
}
