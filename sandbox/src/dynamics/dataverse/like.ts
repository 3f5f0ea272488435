type Where = 'contains' | 'startswith' | 'endswith';

/** Any run of characters, an empty one too. */
const RUN = Symbol('%');
/** One character that fits, or a run. */
type Part = ((character: string) => boolean) | typeof RUN;

/**
 * T-SQL's LIKE, which Dataverse's string functions come down to: `%`, `_`, `[abc]` and `[^abc]` in the text are
 * wildcards ("Filter rows using OData", 2024-07). Without case; what is no pattern matches nothing (assumed).
 */
export function likePattern(text: string, where: Where): (value: string) => boolean {
  const parts = [...text.matchAll(/\[(\^?)([^\]]+)\]|./gsu)].map(readPart);
  if (where !== 'startswith') parts.unshift(RUN);
  if (where !== 'endswith') parts.push(RUN);
  return (value) => fits([...value], parts);
}

function readPart([part, not, set]: RegExpMatchArray): Part {
  if (part === '%') return RUN;
  if (part === '_') return () => true;
  if (set !== undefined) return oneOf(`[${not}${set.replace(/[\\^[]/g, '\\$&')}]`);
  const wanted = part.toLowerCase();
  return (character) => character.toLowerCase() === wanted;
}

function oneOf(set: string): Part {
  try {
    const pattern = new RegExp(set, 'iu');
    return (character) => pattern.test(character);
  } catch {
    return () => false;
  }
}

/** Only the last run is ever tried again, one character longer: no filter can take more than length by length steps. */
function fits(characters: string[], parts: Part[]): boolean {
  let [at, next] = [0, 0];
  let run: { at: number; next: number } | undefined;
  while (at < characters.length) {
    const part = parts[next];
    if (part === RUN) run = { at, next: ++next };
    else if (part?.(characters[at] ?? '')) [at, next] = [at + 1, next + 1];
    else if (run) [at, next] = [++run.at, run.next];
    else return false;
  }
  return parts.slice(next).every((part) => part === RUN);
}
