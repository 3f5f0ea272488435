/** What a call gives, in one object: see `InputOf` of the contract. */
export type Input = Record<string, unknown>;

/** Beside what a call says. */
export interface CallOptions {
  /** Ends the call: its promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
  /** W3C trace context, so that the gateway's log and Dynamics carry the caller's trace. */
  traceparent?: string;
  /** The same key makes the same call once, also when it is sent again after a lost answer. */
  idempotencyKey?: string;
}

/** The HTTP request of one call. `operation` is method and path. */
export function requestOf(
  base: string,
  operation: string,
  { input, options, bearer }: { input: Input; options: CallOptions; bearer: string | undefined },
): Request {
  const [method = '', template = ''] = operation.split(' ');
  const { body, wait, ...rest } = input;
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  const url = new URL(base.replace(/\/*$/, path));
  for (const [name, value] of Object.entries(rest))
    if (value !== undefined) url.searchParams.set(name, String(value));
  const headers = new Headers();
  const set = (name: string, value: unknown) => value !== undefined && headers.set(name, String(value));
  set('authorization', bearer && `Bearer ${bearer}`);
  set('content-type', body === undefined ? undefined : 'application/json');
  set('prefer', wait === undefined ? undefined : `wait=${wait}`);
  set('traceparent', options.traceparent);
  set('idempotency-key', options.idempotencyKey);
  return new Request(url, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(options.signal && { signal: options.signal }),
  });
}
