import { isPlaceholder, placeholder, type SecretName, secretOfField, secretOfPair } from './secrets.ts';

/** Secrets that are known by their shape, wherever they stand. */
const SHAPES: readonly (readonly [RegExp, SecretName])[] = [
  [/-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g, 'PRIVATE_KEY'],
  [/eyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g, 'ACCESS_TOKEN'],
  [/\bya29\.[\w.-]+/g, 'ACCESS_TOKEN'],
  [/\bAIza[\w-]{20,}/g, 'API_KEY'],
  [/(?<![\w-])[\w-]{10,64}(?::|%3A)APA91[\w-]*/gi, 'DEVICE_TOKEN'],
  [/(?<![0-9a-f])[0-9a-f]{64,}(?![0-9a-f])/gi, 'DEVICE_TOKEN'],
];

/** Masks what looks like a secret by itself. */
export const maskShapes = (text: string): string =>
  SHAPES.reduce((masked, [shape, name]) => masked.replace(shape, (found) => placeholder(name, found)), text);

/** A body: JSON, or a part of it; a form; any other text. */
export function maskBody(text: string): string {
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) return maskJson(text);
  return maskShapes(maskPlaces(text));
}

/** Behind `Authorization:`; where the scheme is another one, all of the line. */
const AUTHORIZATION =
  /(authorization["'\\]*[ \t]*[:=][ \t"'\\]*)(?:((?:bearer|basic|negotiate)[ \t]+)[^\s"'\\&,;)<]+|(?<=:[ \t"'\\]*)[^\r\n<]+)/gi;

/** Before the host of a URL: behind the name, or a token alone. The text may have been cut before the `@`. */
const IN_FRONT_OF_HOST =
  /(:(?:\\?\/){2}(?:[^\s/?#@:"'<>\\[\]]*:)?)(?:[^\s/?#"<>\\[\]]+(?=@)|(?<=\/[^/]*:)(?!\d*\W*$)[^\s/?#"<>\\]+$)/g;

/** `name=value` of a form, a query or a fragment. */
const PAIR = /(?<=^|[?&;#\s])([\w.%-]{1,80})=([^&\s]+)/g;

/** Masks what is secret by where it stands in any text; also within a URL that is a value of another one. */
export const maskPlaces = (text: string): string =>
  maskOnce(text, (value) => {
    const inner = maskOnce(value, (kept) => kept);
    if (inner !== value) return inner;
    const plain = decoded(value);
    const masked = maskOnce(plain, (kept) => kept);
    return masked === plain ? value : encodeURIComponent(masked).replace(/%E2%9F%A[67]/g, decodeURIComponent);
  });

const maskOnce = (text: string, otherwise: (value: string) => string): string =>
  text
    .replace(
      AUTHORIZATION,
      (_, before: string, scheme = '') => `${before}${scheme}${placeholder('SECRET', '')}`,
    )
    .replace(IN_FRONT_OF_HOST, (_, before: string) => before + placeholder('PASSWORD', ''))
    .replace(PAIR, (_, name: string, value: string) => {
      const secret = secretOfPair(decoded(name));
      return `${name}=${secret ? placeholder(secret, decoded(value)) : otherwise(value)}`;
    });

/** What is no right escape, such as one that was cut, stays. */
const decoded = (text: string): string =>
  text.replaceAll('+', ' ').replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });

interface Level {
  list: boolean;
  /** The name under which the next value stands; in a list, that of the list. */
  name: string;
}

/**
 * Masks strings in JSON by the name under which they stand, and keeps all else as it was written. A text that ends in the
 * midst of a value, since it was cut, is masked to its end.
 */
function maskJson(text: string): string {
  const levels: Level[] = [];
  return text.replace(/"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|[{}[\],]/g, (token, offset: number) => {
    const level = levels.at(-1);
    if (token === '{' || token === '[')
      levels.push({ list: token === '[', name: level ? nameWithin(level) : '' });
    else if (token === '}' || token === ']') levels.pop();
    if (!token.startsWith('"')) return token;
    if (level && !level.list && /^\s*:/.test(text.slice(offset + token.length, offset + token.length + 20))) {
      level.name = token.slice(1, -1);
      return token;
    }
    return maskString(token, nameAt(levels));
  });
}

/** A list and an object in a list are named as the list is. */
const nameWithin = ({ name }: Level): string => name;

/** `{"token": {"value": …}}` says with the outer name what the value is. */
function nameAt(levels: readonly Level[]): string {
  const name = levels.at(-1)?.name ?? '';
  return name === 'value' ? (levels.at(-2)?.name ?? name) : name;
}

/** `token` with its quotes; the last one may be missing. */
function maskString(token: string, name: string): string {
  const ended = token.length > 1 && token.endsWith('"');
  const inner = token.slice(1, ended ? -1 : undefined);
  if (inner === '' || isPlaceholder(inner)) return token;
  const secret = secretOfField(name);
  if (secret) return `"${placeholder(secret, inner)}${ended ? '"' : ''}`;
  const plain = unescaped(inner);
  const masked = /^\s*[{[]/.test(inner)
    ? escaped(maskJson(plain))
    : maskShapes(maskPlacesWithin(inner, plain));
  return `"${masked}${ended ? '"' : ''}`;
}

/** A string of JSON may hold a URL; where nothing in it is secret, it stays as it was written. */
function maskPlacesWithin(inner: string, plain: string): string {
  const masked = maskPlaces(plain);
  return masked === plain ? inner : escaped(masked);
}

/** JSON in a string of JSON. */
const unescaped = (inner: string): string =>
  inner.replace(/\\(u[0-9a-f]{4}|[\s\S])/gi, (_, code: string) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[code] ?? code;
  });

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);
