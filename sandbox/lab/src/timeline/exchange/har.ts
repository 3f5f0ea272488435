import type { Exchange } from '../../../../src/control/exchange-wire.ts';
import { isHttp } from './curl.ts';
import { inBrackets } from './placeholders.ts';

/** HTTP Archive 1.2, as browsers and proxies read and write it. Names that begin with `_` are ours. */
export function harOf(exchanges: readonly Exchange[]): object {
  return {
    log: {
      version: '1.2',
      creator: { name: 'journeys-push Device Lab', version: '1' },
      comment:
        'Secrets are masked: [NAME] stands for one. What pages say to the shell is no HTTP and left out.',
      pages: [],
      entries: exchanges.filter(isHttp).map(entryOf),
    },
  };
}

function entryOf({ at, ms = 0, traceId, from, to, request, response, failure, ...line }: Exchange): object {
  const url = inBrackets(line.url);
  return {
    startedDateTime: new Date(at).toISOString(),
    time: ms,
    request: {
      ...{ method: line.method, url, httpVersion: line.protocol, cookies: [] },
      headers: pairs(request.headers),
      queryString: pairs([...new URL(url).searchParams]),
      ...(request.body === undefined
        ? {}
        : { postData: { mimeType: typeOf(request.headers), text: inBrackets(request.body), params: [] } }),
      ...{ headersSize: -1, bodySize: request.cutFrom ?? bytesOf(request.body) },
    },
    response: {
      // 0 is what browsers write where no answer came.
      ...{ status: response?.status ?? 0, statusText: '', httpVersion: line.protocol, cookies: [] },
      headers: pairs(response?.headers ?? []),
      content: {
        size: response?.cutFrom ?? bytesOf(response?.body),
        mimeType: typeOf(response?.headers ?? []),
        text: inBrackets(response?.body ?? ''),
      },
      ...{ redirectURL: '', headersSize: -1, bodySize: -1 },
      ...(failure === undefined ? {} : { _error: inBrackets(failure) }),
    },
    cache: {},
    timings: { send: 0, wait: ms, receive: 0 },
    ...{ _traceId: traceId, _from: from ?? '', _to: to },
  };
}

const pairs = (list: readonly (readonly [string, string])[]) =>
  list.map(([name, value]) => ({ name, value: inBrackets(value) }));

const typeOf = (headers: Exchange['request']['headers']): string =>
  headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';

const bytesOf = (text = ''): number => new TextEncoder().encode(text).length;
