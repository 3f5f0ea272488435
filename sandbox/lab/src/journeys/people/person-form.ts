import type { ColumnValue, Entity, Person } from '../../../../src/control/people-wire.ts';

/** A person as they are edited. */
export interface PersonForm {
  /** By column. */
  texts: Record<string, string>;
  refuses: boolean;
  trackingConsent: boolean;
  /** Other columns, in their order. */
  others: { column: string; value: string }[];
}

/** Columns that have a field of their own. The last two are the lab’s custom: Dataverse has none for them. */
export const TEXTS = {
  fullname: 'Full name',
  firstname: 'First name',
  lastname: 'Last name',
  emailaddress1: 'E-mail address',
  mobilephone: 'Mobile phone',
  new_language: 'Language',
  new_timezone: 'Time zone',
} as const;

/** Dataverse’s own, which nobody types. */
const KEPT = ['statecode', 'statuscode', 'merged', 'masterid', 'ownerid', 'donotsendmm'];

export function formOf({
  columns,
  trackingConsent,
}: Pick<Person, 'columns' | 'trackingConsent'>): PersonForm {
  const own = new Set<string>([...Object.keys(TEXTS), ...KEPT]);
  return {
    texts: Object.fromEntries(Object.keys(TEXTS).map((name) => [name, String(columns[name] ?? '')])),
    refuses: columns.donotsendmm === true,
    trackingConsent,
    others: Object.entries(columns)
      .filter(([column]) => !own.has(column))
      .map(([column, value]) => ({ column, value: String(value ?? '') })),
  };
}

export const emptyForm = (): PersonForm => formOf({ columns: {}, trackingConsent: true });

/** What is wrong with it, if anything. */
export function problemOf({ texts, others }: PersonForm, entity: Entity): string | undefined {
  if (entity !== 'profile' && !texts.fullname?.trim()) return 'A person needs a full name.';
  const names = others.map(({ column }) => column.trim()).filter(Boolean);
  const wrong = names.find((name) => !/^\w+$/.test(name));
  if (wrong) return `“${wrong}” is no name of a column: letters, digits and _ only.`;
  return new Set(names).size < names.length ? 'Two columns have the same name.' : undefined;
}

/** The columns as Dataverse keeps them; what was emptied is null. */
export function columnsOf({ texts, refuses, others }: PersonForm, before: Person['columns'] = {}) {
  const columns: Record<string, ColumnValue> = {};
  const put = (column: string, value: ColumnValue) => {
    // What was empty and is empty is not written.
    if (value !== null || (before[column] ?? null) !== null) columns[column] = value;
  };
  for (const [column, text] of Object.entries(texts)) put(column, text.trim() || null);
  put('donotsendmm', refuses ? true : before.donotsendmm === undefined ? null : false);
  for (const { column, value } of others) if (column.trim()) put(column.trim(), value.trim() || null);
  return columns;
}
