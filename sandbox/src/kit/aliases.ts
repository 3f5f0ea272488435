import type { Phone } from '../control/wire.ts';

/** Names for what differs from run to run: the same thing has the same name within one text. */
export interface Aliases {
  in(text: string): string;
}

/** GUIDs, and hex digits or base64url in one piece that no word is as long as. */
const IDS = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b(?=[\w-]*\d)[\w-]{20,}\b/gi;
/** As the timeline shows one: its last 8 characters. */
const TOKENS = /…[\w-]{8}/g;
const PORTS = /((?:\.localhost|127\.0\.0\.1|\blocalhost)):\d+/g;
const SPANS = /\b\d+(?:\.\d+)? ?(?:ms|s)\b/g;

/** Phones are known by name before; tokens by whose they are; all else is numbered as it comes. */
export function createAliases(phones: readonly Pick<Phone, 'id' | 'name' | 'token' | 'tokens'>[]): Aliases {
  const names = new Map(phones.map(({ id, name }) => [id, name]));
  const tokens = new Map(
    phones.flatMap(({ name, token, tokens: earlier }) => {
      const endings = [...new Set([...earlier.map(({ ending }) => ending), token.slice(-8)])];
      return endings.map((ending, index): [string, string] => [
        `…${ending}`,
        `token ${index + 1} of ${name}`,
      ]);
    }),
  );
  const numbered = numberer();
  return {
    in: (text) =>
      names.get(text) ??
      text
        .replace(TOKENS, (token) => tokens.get(token) ?? numbered('token', token))
        .replace(/\bp\d+(?=\.push\.localhost)/g, (id) => (names.get(id) ?? id).replaceAll(' ', '-'))
        .replace(PORTS, '$1')
        .replace(IDS, (id) => numbered('id', id.toLowerCase()))
        .replace(SPANS, '… ms'),
  };
}

function numberer() {
  const known = new Map<string, string>();
  const counts = new Map<string, number>();
  return (kind: string, thing: string): string => {
    const name = known.get(thing);
    if (name !== undefined) return name;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    known.set(thing, `${kind} ${count}`);
    return `${kind} ${count}`;
  };
}
