/** Says of a device's topics whether a message is for it. */
export type Subscribed = (topics: ReadonlySet<string>) => boolean;

/** Topics that a condition may name. */
const MAX_TOPICS = 5;
/** Parentheses and nots in it: each may be inside the last (assumed). */
const MAX_NESTING = 100;

/**
 * Reads a condition such as `'a' in topics && ('b' in topics || !('c' in topics))`; undefined where it is none. `&&`
 * goes before `||`.
 */
export function readCondition(text: string): Subscribed | undefined {
  const words = text.match(/'[^']*'|in|topics|&&|\|\||[!()]|\S/g) ?? [];
  if (words.filter((word) => word.startsWith("'")).length > MAX_TOPICS) return undefined;
  if (words.filter((word) => word === '(' || word === '!').length > MAX_NESTING) return undefined;
  let at = 0;
  const accept = (word: string) => words[at] === word && ++at > 0;

  function topic(): Subscribed | undefined {
    const name = /^'([\w.~%-]{1,900})'$/.exec(words[at++] ?? '')?.[1];
    if (name === undefined || !accept('in') || !accept('topics')) return undefined;
    return (topics) => topics.has(name);
  }
  function term(): Subscribed | undefined {
    if (accept('!')) {
      const inner = term();
      return inner && ((topics) => !inner(topics));
    }
    if (!accept('(')) return topic();
    const inner = either();
    return accept(')') ? inner : undefined;
  }
  function all(): Subscribed | undefined {
    let left = term();
    while (left && accept('&&')) {
      const [before, right] = [left, term()];
      left = right && ((topics) => before(topics) && right(topics));
    }
    return left;
  }
  function either(): Subscribed | undefined {
    let left = all();
    while (left && accept('||')) {
      const [before, right] = [left, all()];
      left = right && ((topics) => before(topics) || right(topics));
    }
    return left;
  }
  const condition = either();
  return at === words.length ? condition : undefined;
}
