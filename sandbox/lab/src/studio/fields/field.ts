/** One field of the form: what it is called, and what it does, for who has never seen it. */
export interface FieldBase {
  /** As in the configuration: `identity.bundleId`. */
  name: string;
  label: string;
  hint: string;
}

export type Field = FieldBase &
  (
    | { kind: 'text'; placeholder?: string; required?: boolean }
    | { kind: 'number'; placeholder: string }
    | { kind: 'colour'; placeholder: string }
    | { kind: 'switch' }
    /** The first one is what holds where nothing is chosen. */
    | { kind: 'choice'; options: { value: string; label: string }[] }
    | { kind: 'list'; item: string; placeholder: string }
    | { kind: 'picture'; wants: string }
    | { kind: 'firebase' }
  );

export type FieldOf<Kind extends Field['kind']> = Extract<Field, { kind: Kind }>;

export interface FieldGroup {
  id: string;
  title: string;
  about: string;
  fields: Field[];
}
