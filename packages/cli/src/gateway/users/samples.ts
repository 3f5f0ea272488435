import { readFile } from 'node:fs/promises';
import type { Sample } from '@journeys-push/gateway/users';
import { CsvError, parse } from 'csv-parse/sync';
import { usage } from './options.ts';

/** The samples in a file; throws Refusal `usage` where there are none. */
export async function readSamples(file: string): Promise<Sample[]> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw usage(`--file cannot be read: ${error.message}`);
  });
  const samples = samplesIn(text);
  if (samples.length > 0) return samples;
  throw usage(`${file} names nobody`);
}

/** One id a line; or CSV, if one of the columns in the first line is `userId`. */
export function samplesIn(text: string): Sample[] {
  const rows = rowsIn(text);
  const [head = []] = rows;
  const column = head.indexOf('userId');
  if (column === -1) {
    if (head.length > 1) throw usage('A file of several columns must name them, one of them userId');
    return rows.map(([userId = '']) => ({ userId }));
  }
  return rows.slice(1).map((cells) => ({
    userId: cells[column] ?? '',
    claims: Object.fromEntries(
      head.flatMap((name, index) => (index !== column && cells[index] ? [[name, cells[index]]] : [])),
    ),
  }));
}

function rowsIn(text: string): string[][] {
  try {
    return parse(text, { bom: true, trim: true, skip_empty_lines: true });
  } catch (error) {
    if (error instanceof CsvError) throw usage(`--file is no CSV: ${error.message}`);
    throw error;
  }
}
