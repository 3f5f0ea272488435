import { isDeepStrictEqual } from 'node:util';
import { applyEdits, type FormattingOptions, modify } from 'jsonc-parser';

type Path = (string | number)[];

/** The text of a JSON file with another content: what has not changed stays as it was written, and where it was. */
export function withContent(text: string, content: unknown): string {
  const before = parse(text);
  if (!isObject(before) || !isObject(content)) return written(content);
  const formattingOptions = styleOf(text);
  let after = text;
  for (const { path, value } of changes(before, content))
    after = applyEdits(after, modify(after, path, value, { formattingOptions }));
  // A name that is there twice is one that edits do not reach.
  return isDeepStrictEqual(parse(after), content) ? after : written(content);
}

const written = (content: unknown): string => `${JSON.stringify(content, null, 2)}\n`;

export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Edit {
  path: Path;
  /** Undefined: taken away. */
  value: unknown;
}

/** The smallest parts in which two contents differ. Lists are one part. */
function changes(before: Record<string, unknown>, after: Record<string, unknown>, at: Path = []): Edit[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name): Edit[] => {
    const [old, value] = [before[name], after[name]];
    const path = [...at, name];
    if (isObject(old) && isObject(value)) return changes(old, value, path);
    return isDeepStrictEqual(old, value) ? [] : [{ path, value }];
  });
}

/** As the file is indented already. */
function styleOf(text: string): FormattingOptions {
  const indent = /^[{[]\s*?\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.includes('\t'),
    tabSize: indent.includes('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
