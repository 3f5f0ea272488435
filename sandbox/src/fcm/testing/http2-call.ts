import { once } from 'node:events';
import { connect, type IncomingHttpHeaders } from 'node:http2';
import { text } from 'node:stream/consumers';

/** One POST over HTTP/2, with `:scheme` as firebase-admin writes it; rejects where no whole answer comes. */
export async function http2Call(
  url: string,
  { ca, headers, body = '' }: { ca: string; headers?: Record<string, string>; body?: string },
) {
  const { origin, pathname } = new URL(url);
  const session = connect(origin, { ca });
  try {
    const stream = session.request({ ...headers, ':method': 'POST', ':scheme': 'https:', ':path': pathname });
    stream.end(body);
    const [answer] = (await once(stream, 'response')) as [IncomingHttpHeaders];
    return { status: answer[':status'], headers: answer, text: await text(stream) };
  } finally {
    session.destroy();
  }
}
