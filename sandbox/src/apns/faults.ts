import type { ApnsEnvironment, ApnsReason } from './wire.ts';

/** A planted fault. With `reason` the request is refused; with `delayMs` alone it is only slow. */
export interface ApnsFault {
  reason?: ApnsReason;
  /** Default: the status that belongs to the reason. */
  status?: number;
  /** How many requests it hits; default 1. */
  times?: number;
  /** Only pushes to this device token. */
  token?: string;
  environment?: ApnsEnvironment;
  /** Seconds, sent as `retry-after`. */
  retryAfter?: number;
  /** Milliseconds to wait before answering. */
  delayMs?: number;
}

/** What a person or a test says to the twin. */
export interface ApnsFaults {
  /** Plants a fault for the next matching requests; several are used up in the order planted. */
  next(fault: ApnsFault): void;
  clear(): void;
  /** What is still planted. */
  list(): ApnsFault[];
}

/** Controls and their reader; `take` uses up one shot of the first fault that matches. */
export function createFaults(): ApnsFaults & {
  take(request: { token: string; environment: ApnsEnvironment }): ApnsFault | undefined;
} {
  let planted: (ApnsFault & { times: number })[] = [];
  return {
    next: (fault) => void planted.push({ ...fault, times: fault.times ?? 1 }),
    clear: () => {
      planted = [];
    },
    list: () => planted.map((fault) => ({ ...fault })),
    take({ token, environment }) {
      const fault = planted.find(
        (candidate) =>
          (candidate.token ?? token).toLowerCase() === token.toLowerCase() &&
          (candidate.environment ?? environment) === environment,
      );
      if (fault && --fault.times <= 0) planted = planted.filter((candidate) => candidate !== fault);
      return fault;
    },
  };
}
