import type { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { addAction } from '../control/action.ts';
import { ColumnValue, Person } from '../control/people-wire.ts';
import { ControlFailure } from '../control/problem.ts';
import { ContactInput, LeadInput, ProfileInput } from '../dynamics/people/rows.ts';
import type { DynamicsTwin } from '../dynamics/start.ts';
import { Done, done } from './answers.ts';

const Page = z.object({
  /** Only people with this in a text column or in their id; without case. */
  search: z.string().max(200).optional(),
  /** Only these, by their ids with commas between, in this order. */
  ids: z.string().max(12_000).optional(),
  /** How many rows to pass over. */
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
});
const Columns = z.record(z.string(), ColumnValue);

/** Contacts, leads and profiles. */
export function addPeopleRoutes(app: OpenAPIHono, dynamics: DynamicsTwin): void {
  const tables = {
    contacts: { entity: 'contact', rows: dynamics.contacts, body: ContactInput, add: dynamics.addContact },
    leads: { entity: 'lead', rows: dynamics.leads, body: LeadInput, add: dynamics.addLead },
    profiles: { entity: 'profile', rows: dynamics.profiles, body: ProfileInput, add: dynamics.addProfile },
  };
  const named = (ids: string): Person[] => ids.split(',').flatMap((id) => dynamics.person(id) ?? []);
  for (const [name, { entity, rows, body, add }] of Object.entries(tables)) {
    const path = `/people/${name}`;
    addAction(app, {
      ...{ method: 'get', path, summary: `The ${name}` },
      query: Page,
      answer: z.array(Person),
      act({ query: { search, ids, skip, limit } }) {
        const people = ids === undefined ? rows() : named(ids).filter((person) => person.entity === entity);
        return found(people, search).slice(skip, skip + limit);
      },
    });
    addAction(app, {
      ...{ method: 'post', path, summary: `Add or replace one of the ${name}` },
      body: body as z.ZodType<Parameters<typeof dynamics.addContact>[0]>,
      answer: Person,
      act: ({ body: row }) => add(row),
    });
  }
  addAction(app, {
    ...{ method: 'post', path: '/people/merge', summary: 'Merge a contact into another' },
    body: z.strictObject({ master: z.string(), subordinate: z.string() }),
    answer: Person,
    act: ({ body }) => dynamics.mergeContacts(body),
  });
  addRowRoutes(app, dynamics);
}

/** Those in whose texts it is. */
function found(rows: Person[], search = ''): Person[] {
  const wanted = search.trim().toLowerCase();
  if (!wanted) return rows;
  return rows.filter(({ id, columns }) =>
    [id, ...Object.values(columns)].some(
      (value) => typeof value === 'string' && value.toLowerCase().includes(wanted),
    ),
  );
}

function addRowRoutes(app: OpenAPIHono, dynamics: DynamicsTwin): void {
  addAction(app, {
    ...{ method: 'get', path: '/people/{id}', summary: 'One person of any entity' },
    answer: Person,
    act({ params: { id = '' } }) {
      const person = dynamics.person(id);
      if (!person) throw new ControlFailure('admin-unknown', `There is no person ${id}`);
      return person;
    },
  });
  addAction(app, {
    ...{ method: 'patch', path: '/people/{id}', summary: 'Change columns, or the consent to tracking' },
    body: z.strictObject({ trackingConsent: z.boolean().optional(), columns: Columns.optional() }),
    answer: Person,
    act: ({ params: { id = '' }, body: { trackingConsent, columns } }) =>
      dynamics.updatePerson(id, {
        ...(trackingConsent === undefined ? {} : { trackingConsent }),
        ...(columns === undefined ? {} : { columns }),
      }),
  });
  addAction(app, {
    ...{ method: 'post', path: '/people/{id}/deactivate', summary: 'Make a contact or lead inactive' },
    answer: Person,
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
