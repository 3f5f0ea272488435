import { stringify } from 'csv-stringify/sync';
import type { ExportRow } from './columns.ts';

export type ExportFormat = 'ndjson' | 'csv';

export const MEDIA_TYPES: Record<ExportFormat, string> = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
};

/** What comes before the first row. */
export const headOf = (format: ExportFormat, columns: string[]): string =>
  format === 'csv' ? csv([columns]) : '';

/** Some rows as text. */
export function textOf(format: ExportFormat, columns: string[], rows: ExportRow[]): string {
  if (format === 'ndjson') return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  return csv(rows.map((row) => columns.map((name) => cellOf(row[name]))));
}

/** The name by which the last record of an export says that something of it could not be read. */
const INCOMPLETE = 'export-incomplete';

/**
 * What comes after the last row where something could not be read: a record like no other, which no reader takes for a
 * row, and which the eye finds at the end.
 */
export function tailOf(format: ExportFormat, rows: number, unread: ReadonlyMap<string, number>): string {
  const problems = Object.fromEntries(unread);
  if (format === 'ndjson') return `${JSON.stringify({ [INCOMPLETE]: { rows, problems } })}\n`;
  const told = Object.entries(problems).map(([what, count]) => `${count} × ${what}`);
  return csv([[INCOMPLETE, `${rows} rows`, ...told]]);
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * RFC 4180. A cell that a spreadsheet would run as a formula (it begins with = + - @, a tab or a return) gets a quote
 * before it: what a device says about itself comes from outside. NDJSON holds every value as it is.
 */
const csv = (records: string[][]): string =>
  stringify(records, { record_delimiter: 'windows', escape_formulas: true });
