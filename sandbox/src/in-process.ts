/**
 * `fetch` to a server in this process, without a socket. An answer that goes on, such as live events, ends where its
 * request is aborted.
 */
export const fetchWithin =
  (app: { fetch(request: Request): Response | Promise<Response> }): typeof fetch =>
  async (input, init) => {
    const answer = await app.fetch(new Request(input, init));
    const signal = init?.signal;
    if (!answer.body || !signal) return answer;
    const body = answer.body.pipeThrough(new TransformStream(), { signal });
    return new Response(body, answer);
  };
