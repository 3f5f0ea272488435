/** What came of code that ran in a page. `gone`: the page went away before it had answered. */
export type PageOutcome =
  | { kind: 'value'; value: unknown }
  | { kind: 'thrown'; thrown: { name: string; message: string; code?: string | undefined } }
  | { kind: 'absent' }
  | { kind: 'gone' };
