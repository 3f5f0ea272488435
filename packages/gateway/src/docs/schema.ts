import type { OpenApiDocument } from '@journeys-push/contract/openapi';
import { html } from 'hono/html';

/** The part of JSON Schema that the document uses. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  default?: unknown;
}

type Schemas = OpenApiDocument['components']['schemas'];
export type Html = ReturnType<typeof html>;

const nameOf = ({ $ref }: Schema): string | undefined => $ref?.split('/').at(-1);

export const idOf = (name: string): string => `schema-${name}`;

/** A schema in a few words, with links to those that have a section of their own. */
export function typeOf(schema: Schema): Html | string {
  const name = nameOf(schema);
  if (name) return html`<a href="#${idOf(name)}">${name}</a>`;
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return join(either.map(typeOf), ' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  if (schema.type === 'array') return html`list of ${typeOf(schema.items ?? {})}${limits(schema)}`;
  return `${schema.format ?? schema.type ?? 'anything'}${limits(schema)}`;
}

function limits(schema: Schema): string {
  const [least, most] = boundsOf(schema);
  const absent = schema.default === undefined ? '' : `, ${JSON.stringify(schema.default)} if absent`;
  if (most === undefined) return absent;
  const bounds = least === most ? `exactly ${most}` : `${least ? `${least} to ` : 'at most '}${most}`;
  return `, ${bounds}${absent}`;
}

/** Zod gives every integer the bounds of the safe ones: they say nothing. */
function boundsOf(schema: Schema): [number | undefined, number | undefined] {
  const { type, minLength, maxLength, minItems, maxItems, minimum, maximum } = schema;
  if (type === 'array') return [minItems, maxItems];
  if (type === 'string') return [minLength, maxLength];
  return maximum === Number.MAX_SAFE_INTEGER ? [undefined, undefined] : [minimum, maximum];
}

function join(parts: (Html | string)[], word: Html | string): Html {
  return html`${parts.map((part, index) => (index === 0 ? part : html`${word}${part}`))}`;
}

/** An object's fields as a table; of alternatives, one table each; of anything else, its type. */
function fieldsOf(schema: Schema): Html {
  const either = schema.anyOf ?? schema.oneOf;
  if (either?.some(({ properties }) => properties)) return join(either.map(fieldsOf), html`<p>or</p>`);
  if (!schema.properties) return html`<p>${typeOf(schema)}</p>`;
  const rows = Object.entries(schema.properties).map(
    ([name, field]) => html`<tr>
      <td><code>${name}</code></td>
      <td>${typeOf(field)}${inner(field)}</td>
      <td>${schema.required?.includes(name) ? 'always' : 'optional'}</td>
      <td>${field.description ?? ''}</td>
    </tr>`,
  );
  return html`<table><thead><tr><th>field</th><th>type</th><th>there</th><th></th></tr></thead>
    <tbody>${rows}</tbody></table>`;
}

/** Fields of an object that has no name. */
function inner({ properties, required, items }: Schema): Html | string {
  if (properties) return fieldsOf({ properties, ...(required && { required }) });
  return items ? inner(items) : '';
}

/** One section for each schema with a name. */
export const schemaSections = (schemas: Schemas): Html[] =>
  Object.entries(schemas).map(([name, schema]) => {
    const { description } = schema as Schema;
    return html`<section>
      <h3 id="${idOf(name)}">${name}</h3>
      ${description ? html`<p>${description}</p>` : ''}
      ${fieldsOf(schema as Schema)}
    </section>`;
  });
