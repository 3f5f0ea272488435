import type { FcmErrorCode } from './wire.ts';

/** A planted fault of `messages:send`. With `reason` the request is refused; with `delayMs` alone it is only slow. */
export interface FcmFault {
  reason?: FcmErrorCode;
  /** Default: the status that belongs to the reason. */
  status?: number;
  /** How many requests it hits; default 1. */
  times?: number;
  /** Only messages to this registration token. */
  token?: string;
  /** Seconds, sent as `retry-after`. */
  retryAfter?: number;
  /** Milliseconds to wait before answering. */
  delayMs?: number;
}

/** What a person or a test says to the twin. */
export interface FcmFaults {
  /** Plants a fault for the next matching requests; several are used up in the order planted. */
  next(fault: FcmFault): void;
  clear(): void;
  /** What is still planted. */
  list(): FcmFault[];
}

/** Controls and their reader; `take` uses up one shot of the first fault that matches. */
export function createFaults(): FcmFaults & { take(token: string | undefined): FcmFault | undefined } {
  let planted: (FcmFault & { times: number })[] = [];
  return {
    next: (fault) => void planted.push({ ...fault, times: fault.times ?? 1 }),
    clear: () => {
      planted = [];
    },
    list: () => planted.map((fault) => ({ ...fault })),
    take(token) {
      const fault = planted.find((candidate) => candidate.token === undefined || candidate.token === token);
      if (fault && --fault.times <= 0) planted = planted.filter((candidate) => candidate !== fault);
      return fault;
    },
  };
}
