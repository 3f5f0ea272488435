/**
 * Reads an absolute URL; undefined where the text is none. Not `URL.canParse`: on Node 20 and 22 it says no to letters
 * beyond ASCII once it has been called some thousand times (nodejs/node#48817 mended one case of it, Node 24 all).
 */
export function readUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
