type Where = 'contains' | 'startswith' | 'endswith';

const ANCHORS: Record<Where, [begin: string, end: string]> = {
  ...{ contains: ['', ''], startswith: ['^', ''], endswith: ['', '$'] },
};

/**
 * T-SQL's LIKE, which Dataverse's string functions come down to: `%`, `_`, `[abc]` and `[^abc]` in the text are
 * wildcards ("Filter rows using OData", 2024-07). Without case; what is no pattern matches nothing (assumed).
 */
export function likePattern(text: string, where: Where): RegExp {
  const inner = text.replace(/\[(\^?)([^\]]+)\]|[%_]|./gsu, (part, not?: string, set?: string) => {
    if (part === '%') return '.*';
    if (part === '_') return '.';
    return set === undefined ? escaped(part) : `[${not}${set.replace(/[\\^[]/g, '\\$&')}]`;
  });
  const [begin, end] = ANCHORS[where];
  try {
    return new RegExp(`${begin}${inner}${end}`, 'isu');
  } catch {
    return /(?!)/;
  }
}

const escaped = (character: string) => character.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
