import type { Exchange } from '../../../../src/control/exchange-wire.ts';
import { inBrackets } from './placeholders.ts';

/** Request and answer as lines, as they went over the wire; secrets in brackets. */
export function exchangeText(exchange: Exchange): string {
  const { method, url, protocol, request, response, failure } = exchange;
  const answer = response
    ? [`${protocol} ${response.status ?? ''}`.trim(), ...messageLines(response)]
    : [failure ? `No answer: ${failure}` : 'No answer yet'];
  return inBrackets([`${method} ${url} ${protocol}`, ...messageLines(request), '', ...answer].join('\n'));
}

const messageLines = ({ headers, body, cutFrom }: Exchange['request']): string[] => [
  ...headers.map(([name, value]) => `${name}: ${value}`),
  ...(body === undefined ? [] : ['', body]),
  ...(cutFrom === undefined ? [] : [`… (cut: ${cutFrom} bytes in all)`]),
];

/** JSON on several lines; any other text as it is. */
export function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
