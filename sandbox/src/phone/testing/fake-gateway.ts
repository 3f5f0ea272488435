/** A gateway in memory that confirms everything at once. */
export interface FakeGateway {
  fetch: typeof fetch;
  /** `METHOD /path-after-the-installation`, in order. */
  requests: string[];
}

export function createFakeGateway(): FakeGateway {
  const requests: string[] = [];
  const registrations = new Map<string, object>();
  return {
    requests,
    async fetch(input, init) {
      const [, id = '', rest = ''] = /\/installations\/([^/]+)(.*)$/.exec(String(input)) ?? [];
      const request = `${init?.method ?? 'GET'} ${rest}`;
      requests.push(request);
      const { userId } = JSON.parse(String(init?.body ?? '{}')) as { userId?: string };
      if (request === 'PUT /user') registrations.set(id, { state: 'registered', userId, requestId: 'r-1' });
      if (request === 'DELETE /user') registrations.set(id, { state: 'removed' });
      if (request === 'POST /interactions') return Response.json({ accepted: 1 }, { status: 202 });
      const registration = registrations.get(id) ?? { state: 'none' };
      if (rest === '/user') return Response.json({ registration });
      return Response.json({ installationId: id, credential: 'c'.repeat(40), registration });
    },
  };
}
