/** Who speaks. `backend`: a server of the customer's; absent: the receiver cannot know. */
export type Party = 'page' | 'shell' | 'backend' | 'gateway' | 'dynamics' | 'apns' | 'fcm' | 'webhook';

/** A request as its receiver saw it come. */
export interface RequestSeen {
  traceId: string;
  from?: Party;
  to: Party;
  /** `bridge`: a message of the page, by the wire of the Median bridge. */
  protocol: 'HTTP/1.1' | 'HTTP/2' | 'bridge';
  method: string;
  /** As the sender named it; of the bridge its command. */
  url: string;
  /** `host:port` where that was reached, if the name in the URL leads elsewhere. */
  reachedAt?: string;
  /** name, value, name, value … as they came. */
  headers: readonly string[];
  body?: string | Uint8Array;
}

/** What came of it. */
export interface AnswerSeen {
  status?: number;
  headers?: readonly string[];
  body?: string;
  /** Why there was no answer, or not a whole one. */
  failure?: string;
}

/** One side of an exchange, for people to read: secrets are masked. */
export interface MessageShown {
  headers: [name: string, value: string][];
  /** Absent: none. */
  body?: string;
  /** Bytes that the body had, where it is cut. */
  cutFrom?: number;
}

/**
 * A request and its answer, masked. A secret is replaced by `⟦NAME⟧`, a push token by `⟦DEVICE_TOKEN:ending⟧` with its
 * last 8 characters.
 */
export interface Exchange extends Omit<RequestSeen, 'headers' | 'body'> {
  /** 1, 2, 3 … in the order in which the requests came. */
  id: number;
  /** Milliseconds since the epoch. */
  at: number;
  /** Until the answer; absent while there is none. */
  ms?: number;
  request: MessageShown;
  response?: MessageShown & { status?: number };
  failure?: string;
}
