import { createHash } from 'node:crypto';
import type { ColumnValue, Person } from '../records.ts';
import { columnReader, columnsOf, type Table } from './tables.ts';

/** A row as the API writes it: the selected columns, and the key in any case. */
export function rowOf(
  table: Table,
  person: Person,
  select: string[] | undefined,
): Record<string, ColumnValue> {
  const columns = select ? [...new Set([...select, table.key])] : columnsOf(table, person);
  const values = columns.map((column) => [column, columnReader(table, column)(person)] as const);
  return { '@odata.etag': etagOf(person), ...Object.fromEntries(values) };
}

/** Changes exactly when the row does; the real one counts versions. */
export function etagOf(person: Person): string {
  const hash = createHash('sha256').update(JSON.stringify(person)).digest();
  return `W/"${hash.readUIntBE(0, 6)}"`;
}
