/** A row as it goes out: JSON values by the name of their column. */
export type ExportRow = Record<string, unknown>;

/** What can be exported. */
export type ExportKind = 'ledger' | 'installations';

export interface ExportFilter {
  /** Milliseconds since the epoch, both ends included. */
  since?: number | undefined;
  until?: number | undefined;
  app?: string | undefined;
}

/** One export's SQL, and how its rows become what goes out. Column order is the CSV's order; add at the end only. */
export interface ExportQuery {
  columns: string[];
  sql: string;
  values: unknown[];
  rowOf(row: ExportRow): ExportRow;
  /** What could not be read of the rows so far, in words, and how often. Absent: everything can be. */
  unread?: ReadonlyMap<string, number>;
}
