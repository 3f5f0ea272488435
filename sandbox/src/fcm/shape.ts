import { type FieldKind, type FieldViolation, MAX_VIOLATIONS, type Shape } from './wire.ts';

type Fields = Record<string, unknown>;

/** Google's name for a kind, in its error texts. */
const TYPE_NAME: Record<string, string> = {
  string: 'TYPE_STRING',
  strings: 'TYPE_STRING',
  bool: 'TYPE_BOOL',
  number: 'TYPE_INT32',
  duration: 'type.googleapis.com/google.protobuf.Duration',
  priority: 'type.googleapis.com/google.firebase.fcm.v1.AndroidConfig.AndroidMessagePriority',
};

const HOLDS: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
  number: (value) => Number.isInteger(value) || (typeof value === 'string' && /^-?\d{1,10}$/.test(value)),
  duration: (value) => typeof value === 'string' && /^-?\d{1,12}(\.\d{1,9})?s$/.test(value),
  priority: (value) => typeof value === 'string' && /^(normal|high)$/i.test(value),
};

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads JSON the way Google's front end does (facts: apns-fcm-phones.md §2.3): known fields in snake case whichever
 * way they came, null as absent, and a violation for each of the first values of a wrong type. Unknown fields are kept
 * as they are.
 */
export function readShape(value: unknown, shape: Shape): { fields: Fields; violations: FieldViolation[] } {
  const violations: FieldViolation[] = [];
  const fields = readFields(value, shape, { path: '', violations });
  return { fields, violations };
}

interface Place {
  path: string;
  violations: FieldViolation[];
}

function readFields(value: unknown, shape: Shape, place: Place): Fields {
  const fields: Fields = {};
  if (!isObject(value)) complain(place, 'Root element must be a message.', value);
  for (const [name, given] of entriesOf(value)) {
    const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const kind = Object.hasOwn(shape, snake) ? shape[snake] : undefined;
    if (kind === undefined) setField(fields, name, given);
    else if (given !== null) fields[snake] = readValue(given, kind, inside(place, snake));
  }
  return fields;
}

function readValue(value: unknown, kind: FieldKind, place: Place): unknown {
  if (typeof kind === 'object') return readFields(value, kind, place);
  if (kind === 'map') return readMap(value, place);
  if (kind === 'strings') return readList(value, place);
  if (!HOLDS[kind]?.(value)) complain(place, `(${TYPE_NAME[kind]})`, value);
  return value;
}

/** A map's entries are named by their position: `message.data[0].value`. */
function readMap(value: unknown, place: Place): Fields {
  const map: Fields = {};
  if (!isObject(value)) complain(place, '(TYPE_MESSAGE)', value);
  entriesOf(value).forEach(([key, given], index) => {
    const path = `${place.path}[${index}].value`;
    setField(map, key, readValue(given, 'string', { ...place, path }));
  });
  return map;
}

function readList(value: unknown, place: Place): unknown[] {
  if (!Array.isArray(value)) complain(place, '(TYPE_STRING)', value);
  return (Array.isArray(value) ? value : []).map((each, index) =>
    readValue(each, 'string', { ...place, path: `${place.path}[${index}]` }),
  );
}

const entriesOf = (value: unknown) => (isObject(value) ? Object.entries(value) : []);

/** Also for `__proto__`, which a plain assignment would swallow. */
function setField(fields: Fields, name: string, value: unknown): void {
  Object.defineProperty(fields, name, { value, enumerable: true, writable: true, configurable: true });
}

const inside = (place: Place, name: string): Place => ({
  ...place,
  path: place.path ? `${place.path}.${name}` : name,
});

function complain({ path, violations }: Place, expected: string, value: unknown): void {
  if (violations.length >= MAX_VIOLATIONS) return;
  const shown = String(JSON.stringify(value)).slice(0, 200);
  const description = `Invalid value at '${path}' ${expected}, ${shown}`;
  violations.push({ field: path, description });
}
