import { createHash } from 'node:crypto';

/** An object of project.pbxproj as the library `xcode` holds it: comments lie beside, under `<key>_comment`. */
export type Entry = Record<string, unknown>;

/** Objects by kind (`PBXNativeTarget`) and id. */
export type Sections = Record<string, Record<string, unknown>>;

export interface Reference {
  value: string;
  comment: string;
}

/** Adds to and reads from the objects of an Xcode project. */
export function openSections(sections: Sections) {
  const entry = (kind: string, id: unknown): Entry => {
    const found = sections[kind]?.[String(id)];
    if (!isEntry(found)) throw new Error(`project.pbxproj has no ${kind} ${String(id)}.`);
    return found;
  };
  return {
    entry,
    /** Under an id that its role decides: the same thing has the same id in every build. */
    put(kind: string, role: string, { comment, ...fields }: Entry & { comment: string }): Reference {
      const section = sections[kind] ?? {};
      const value = idOf(role);
      section[value] = { isa: kind, ...fields };
      section[`${value}_comment`] = comment;
      sections[kind] = section;
      return { value, comment };
    },
    /** The first object of a kind that passes. */
    first(kind: string, test: (entry: Entry) => boolean = () => true): { id: string; entry: Entry } {
      for (const [id, found] of Object.entries(sections[kind] ?? {})) {
        if (isEntry(found) && test(found)) return { id, entry: found };
      }
      throw new Error(`project.pbxproj has no ${kind} that is looked for.`);
    },
  };
}

export type Project = ReturnType<typeof openSections>;

/** A key that names another object, with the comment that Xcode writes behind it. */
export const pointer = (key: string, { value, comment }: Reference): Entry => ({
  [key]: value,
  [`${key}_comment`]: comment,
});

/** As a string in project.pbxproj needs it. */
export const quoted = (text: string): string => `"${text}"`;

/** The references in a list of an object. */
export function listOf(entry: Entry, key: string): Reference[] {
  const list: unknown = entry[key];
  return Array.isArray(list) ? list.filter(isReference) : [];
}

/** Adds to a list of an object, once: after the last that passes `after`, else at the end. */
export function addTo(
  entry: Entry,
  { key, after }: { key: string; after?: (one: Reference) => boolean },
  added: Reference,
): void {
  const others = listOf(entry, key).filter(({ value }) => value !== added.value);
  const last = after ? others.filter(after).at(-1) : undefined;
  others.splice(last ? others.indexOf(last) + 1 : others.length, 0, added);
  entry[key] = others;
}

const idOf = (role: string): string =>
  createHash('sha256').update(`journeys-push ${role}`).digest('hex').slice(0, 24).toUpperCase();

export const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isReference = (value: unknown): value is Reference =>
  isEntry(value) && typeof value.value === 'string' && typeof value.comment === 'string';
