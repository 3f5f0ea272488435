import type { Socket } from 'node:net';

/** A request as bytes, and what is done with the status of its answer. */
export interface Call {
  bytes: Buffer;
  answered(status: number): void;
}

/**
 * HTTP/1.1 on a bare socket, one request at a time, until there is nothing to ask: it knows no more of an answer than its
 * status and length, so that it takes little of the machine.
 */
export function converse(socket: Socket, next: () => Call | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    let call: Call | undefined;
    const ask = () => {
      call = next();
      if (call) socket.write(call.bytes);
      else socket.end(resolve);
    };
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The gateway has closed the connection.')));
    socket.on('connect', ask);
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
      if (Number.isNaN(length)) reject(new Error(`an answer of unknown length: ${text.slice(0, 300)}`));
      if (text.length < end + 4 + length) return;
      const status = Number(text.slice(9, 12));
      text = '';
      call?.answered(status);
      ask();
    });
  });
}
