import { once } from 'node:events';
import { connect, type IncomingHttpHeaders } from 'node:http2';
import { text } from 'node:stream/consumers';

interface Request {
  ca: string;
  headers?: Record<string, string>;
  body?: string;
  scheme?: string;
}

/**
 * One POST over HTTP/2, with `:scheme` as firebase-admin writes it unless told otherwise; rejects where no whole answer
 * comes, with the `status` of what began.
 */
export async function http2Call(url: string, { ca, headers, body = '', scheme = 'https:' }: Request) {
  const { origin, pathname } = new URL(url);
  const session = connect(origin, { ca });
  try {
    const stream = session.request({ ...headers, ':method': 'POST', ':scheme': scheme, ':path': pathname });
    stream.end(body);
    const [answer] = (await once(stream, 'response')) as [IncomingHttpHeaders];
    const status = answer[':status'];
    const whole = await text(stream).catch((error) => Promise.reject(Object.assign(error, { status })));
    return { status, headers: answer, text: whole };
  } finally {
    session.destroy();
  }
}
