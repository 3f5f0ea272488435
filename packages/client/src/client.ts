import type { AnswerOf, InputOf, routes } from '@journeys-push/contract/routes';
import { type OperationName, operations } from './operations.ts';
import { problemOf, unreachable } from './problem.ts';
import { type CallOptions, type Input, requestOf } from './request.ts';

export { GatewayProblem } from './problem.ts';
export type { CallOptions };

type Routes = typeof routes;

export interface ClientOptions {
  /** Where the gateway is, with a path if it has one: `https://push.example.com`. */
  url: string;
  /** An API key, or the credential of an installation. */
  bearer?: string | undefined;
  /** Default: the platform's. */
  fetch?: typeof globalThis.fetch;
}

/** Everything that one can ask of a gateway, by the names of its OpenAPI document. */
export type GatewayClient = {
  /** @throws GatewayProblem */
  [Name in OperationName]: object extends InputOf<Routes[Name]>
    ? (input?: InputOf<Routes[Name]>, options?: CallOptions) => Promise<AnswerOf<Routes[Name]>>
    : (input: InputOf<Routes[Name]>, options?: CallOptions) => Promise<AnswerOf<Routes[Name]>>;
};

/** A client of one gateway. It holds no connection and tries nothing twice: `retry` of a problem says whether you may. */
export function createGatewayClient({ url, bearer, fetch }: ClientOptions): GatewayClient {
  const call =
    (operation: string) =>
    async (input: Input = {}, options: CallOptions = {}) => {
      const request = requestOf(url, operation, { input, options, bearer });
      const response = await (fetch ?? globalThis.fetch)(request).catch((error: unknown) => {
        if (options.signal?.aborted) throw error;
        throw unreachable(error);
      });
      if (!response.ok) throw await problemOf(response);
      return answerOf(response);
    };
  const calls = Object.entries(operations).map(([name, operation]) => [name, call(operation)]);
  return Object.fromEntries(calls) as GatewayClient;
}

/** JSON as a value; nothing as nothing; anything else as the response, so that it can be streamed. */
async function answerOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const type = response.headers.get('content-type') ?? '';
  return /^application\/json\b/.test(type) ? response.json() : response;
}

/** A listing: answers one page. */
type Listing<I, T> = (
  input: I & { cursor?: string },
  options?: CallOptions,
) => Promise<{ items: T[]; next?: string | undefined }>;

/** Every item of a listing, page after page: `for await (const one of every(client.searchRegistrations, { body }))`. */
export async function* every<I extends object, T>(
  listing: Listing<I, T>,
  input: I,
  options: CallOptions = {},
): AsyncGenerator<T, void, undefined> {
  let cursor: string | undefined;
  do {
    const page = await listing({ ...input, ...(cursor !== undefined && { cursor }) }, options);
    yield* page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}
