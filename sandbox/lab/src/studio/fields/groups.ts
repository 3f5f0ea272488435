import { identity, permissions, site } from './app.ts';
import type { Field, FieldGroup } from './field.ts';
import { links } from './links.ts';
import { looks } from './looks.ts';
import { gateway, push } from './push.ts';

/** Everything that a configuration can say, in the order of the form. A test compares it with the schema. */
export const GROUPS: FieldGroup[] = [identity, site, push, gateway, links, looks, permissions];

export const FIELDS: Field[] = GROUPS.flatMap(({ fields }) => fields);
