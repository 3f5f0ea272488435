/** What the document of the WebView asks its server for, in the browser's world. A server never sees the hash. */
export interface Asked {
  /** The document goes there next, or what was asked for leads there. */
  go(url: string): void;
  /** A document is there; answers its URL. */
  arrive(url: string): string;
  /** Whether it is the document that asks for this, and no frame in it. */
  for(url: string): boolean;
  /** Where the document went, while none has come of it. */
  going(): string | undefined;
  /** Where the document was last. */
  here(): string | undefined;
}

export function createAsked(): Asked {
  let going: string | undefined;
  let last: string | undefined;
  return {
    go(url) {
      going = url;
    },
    arrive(url) {
      going = undefined;
      last = url;
      return url;
    },
    for: (url) => going !== undefined && withoutHash(going) === withoutHash(url),
    going: () => going,
    here: () => last,
  };
}

const withoutHash = (url: string): string => url.replace(/#.*/s, '');
