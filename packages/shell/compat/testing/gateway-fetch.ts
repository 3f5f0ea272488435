import type { FakeGateway } from '../../test/fake-gateway.ts';

/** The gateway of a story as `fetch`; the phone's own network may be down. */
export const gatewayFetch =
  (gateway: FakeGateway, online: () => boolean = () => true): typeof fetch =>
  async (input, init) => {
    if (!online()) throw new TypeError('Network request failed');
    const headers: Record<string, string> = {};
    new Headers(init?.headers).forEach((value, name) => {
      headers[name] = value;
    });
    const answer = await gateway.send({
      method: (init?.method ?? 'GET') as 'GET' | 'PUT' | 'POST' | 'DELETE',
      url: String(input instanceof Request ? input.url : input),
      headers,
      timeoutMs: 10_000,
      ...(init?.body === undefined || init.body === null ? {} : { body: String(init.body) }),
    });
    return new Response(answer.body, { status: answer.status, headers: answer.headers });
  };
