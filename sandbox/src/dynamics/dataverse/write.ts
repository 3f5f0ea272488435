import * as z from 'zod';
import { createRecordActions } from '../people/record-actions.ts';
import { ColumnValue, type Person } from '../records.ts';
import type { DynamicsState } from '../state.ts';
import { type ApplicationUser, writeDepth } from './caller.ts';
import { badPayload, noSuchRow, notImitated, ODataRefusal, tooLate } from './errors.ts';
import { readFilter } from './filter.ts';
import type { Resource } from './resource.ts';
import { etagOf } from './rows.ts';
import { readableRows, type Schema, schemaOf, type Table } from './tables.ts';

export interface Write {
  resource: Extract<Resource, { kind: 'row' }>;
  user: ApplicationUser;
  request: Request;
}

/**
 * Changes the named columns of a contact or lead ("Update and delete table rows using the Web API", 2024). Without
 * `If-Match` the real one makes a row that is not there; the twin does not. Returns the row's id.
 */
export async function updateRow(
  state: Pick<DynamicsState, 'people'>,
  { resource, user, request }: Write,
): Promise<string> {
  const { table, filter, text } = resource;
  if (table.entity === 'profile') throw notImitated('writing of profiles');
  const depth = writeDepth(user, table);
  const schema = schemaOf(table, { [Symbol.iterator]: () => state.people.values() });
  const isMeant = readFilter(filter, table, schema);
  const person = [...readableRows(table, state.people.values(), depth)].find(isMeant);
  const ifMatch = request.headers.get('if-match');
  if (!person && ifMatch === null) throw notImitated('an upsert that makes a row');
  if (!person) throw noSuchRow(table.logicalName, text);
  if (ifMatch !== null && ifMatch !== '*' && ifMatch !== etagOf(person)) throw tooLate();
  const columns = readColumns(await request.text(), { table, schema });
  return createRecordActions(state).updatePerson(person.id, { columns }).id;
}

const Body = z.record(z.string(), ColumnValue);

function readColumns(text: string, { table, schema }: { table: Table; schema: Schema }): Person['columns'] {
  const parsed = Body.safeParse(jsonIn(text));
  if (!parsed.success) throw badPayload(table.set, 'the body is not an object of plain values');
  for (const [column, value] of Object.entries(parsed.data)) {
    if (column.includes('@')) throw notImitated('annotations in a body');
    const type = column === table.key ? undefined : schema(column);
    if (type === undefined) throw badPayload(table.set, `An undeclared property '${column}'`);
    if (value !== null && typeof value !== (type === 'guid' ? 'string' : type)) {
      throw badPayload(table.set, `Cannot convert the value of '${column}'`);
    }
  }
  return parsed.data;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ODataRefusal(400, '0x80048d19', { message: 'The body is not JSON.' });
  }
}
