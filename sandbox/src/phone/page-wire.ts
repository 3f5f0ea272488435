import * as z from 'zod';

/**
 * The wire between a simulated phone and the page in its WebView: JSON text messages over a WebSocket that the page
 * script opens to its own origin. It stands where a real WebView has its script handlers.
 */

/** The socket's path on the phone's origin. */
export const PAGE_SOCKET_PATH = '/__phone';

/** Bytes of one message. */
export const MAX_PAGE_MESSAGE = 64 * 1024;

/** What a page's code has thrown, or its promise was rejected with. */
const Thrown = z.strictObject({
  name: z.string(),
  message: z.string(),
  /** Where it has one, as the bridge's errors have. */
  code: z.string().optional(),
});

/** What a page says. The first message is always `url`. */
export const FromPage = z.union([
  /** Where the top page is; again whenever it changes without a load. */
  z.strictObject({ url: z.string().max(8192) }),
  /** It asks for this URL of the phone's own next. */
  z.strictObject({ going: z.string().max(8192) }),
  /** It is to go to this URL, which is none of the phone's own: the app decides. */
  z.strictObject({ leave: z.string().max(8192) }),
  /** The document is there. */
  z.strictObject({ loaded: z.string().max(8192) }),
  /** A message for the shell, as the page posted it. */
  z.strictObject({ message: z.string() }),
  /** A message of this many bytes was not sent. */
  z.strictObject({ oversize: z.number() }),
  /** What came of an `evaluate`: a value, if it is one that JSON has, or what was thrown. */
  z.strictObject({ evaluated: z.string(), value: z.unknown().optional(), thrown: Thrown.optional() }),
]);
export type FromPage = z.infer<typeof FromPage>;

/** What the phone says. */
export type ToPage =
  /** Run this script in the page. */
  | { run: string }
  /** Run this code of a test in the page, and say what came of it under this id. */
  | { evaluate: string; id: string }
  /** Whether the phone has a network: at first, and whenever that changes. */
  | { online: boolean }
  /** Go there. */
  | { navigate: string }
  /** The page is no longer the phone's: another one took over, or the app ended. Do not come back. */
  | { closed: true };

/** Reads one message; undefined for anything else. */
export function readFromPage(text: string): FromPage | undefined {
  try {
    return FromPage.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
