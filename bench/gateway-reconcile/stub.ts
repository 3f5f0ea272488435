import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Counts } from './child.ts';

/** Dynamics, as far as the benchmark needs it: a verdict 1 to 20 s after the registration. It keeps nothing. */
let counts: Counts = { calls: 0, registered: 0, verdicts: 0 };

/** The request id says when its verdict is there. */
const newRequest = () => {
  counts.registered += 1;
  const at = Date.now() + 1_000 + Math.random() * 19_000;
  return { RegistrationRequestId: `${at.toFixed(0)}-${counts.registered}` };
};

const statusOf = (id: string) => {
  if (Number.parseInt(id, 10) > Date.now()) return { Status: 'Pending', FailureReason: null };
  counts.verdicts += 1;
  return { Status: 'Success', FailureReason: null };
};

const server = createServer(async (request, response) => {
  counts.calls += 1;
  const path = request.url ?? '';
  const body = (await json(request)) as unknown[] & { RegistrationRequestIds: string[] };
  const answer = path.endsWith('/status/')
    ? body.RegistrationRequestIds.map(statusOf)
    : path.endsWith('/devices/batch')
      ? body.map(newRequest)
      : newRequest();
  response.writeHead(path.endsWith('/status/') ? 200 : 202, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer));
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on('message', (question) => {
  if (question === 'reset') counts = { calls: 0, registered: 0, verdicts: 0 };
  process.send?.(counts);
});
process.once('SIGTERM', () => process.exit());
