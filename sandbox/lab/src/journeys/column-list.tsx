import { usePeople } from '../people/use-people.ts';

/** Id of the list of columns that fields suggest. */
export const COLUMN_LIST = 'journeys-columns';

/** Columns of anybody, for fields that take the name of one. */
export function ColumnList() {
  const contacts = usePeople('contact').value ?? [];
  const known = contacts.flatMap(({ columns }) => Object.keys(columns));
  return (
    <datalist id={COLUMN_LIST}>
      {[...new Set(['donotsendmm', 'emailaddress1', 'mobilephone', ...known])].sort().map((column) => (
        <option key={column} value={column} />
      ))}
    </datalist>
  );
}
