import { type SyntheticEvent, useState } from 'react';
import type { Exchange } from '../../../../src/control/exchange-wire.ts';
import { formatDuration } from '../duration.ts';
import { CopyButton } from './copy-button.tsx';
import { curlOf, isHttp } from './curl.ts';
import { exchangeText, pretty } from './exchange-text.ts';
import { MaskedText } from './masked-text.tsx';
import { partyNames } from './party-names.ts';
import { inBrackets } from './placeholders.ts';

/** One request; it unfolds to what was sent and what came back. */
export function ExchangeItem({ exchange, start }: { exchange: Exchange; start: number }) {
  const [open, setOpen] = useState(false);
  const { at, ms, method, request, response, failure } = exchange;
  return (
    <details
      className="folded-row exchange"
      onToggle={(event: SyntheticEvent<HTMLDetailsElement>) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span className="event-at">+{formatDuration(at - start)}</span>
        <span className="exchange-way">{wayOf(exchange)}</span>
        <span className="exchange-line">
          <span className="exchange-method">{method}</span> <MaskedText text={pathOf(exchange)} />
        </span>
        <Outcome {...{ exchange }} />
        <span className="event-at">{ms === undefined ? '' : formatDuration(ms)}</span>
      </summary>
      {open ? (
        <div className="folded-row-whole">
          <div className="exchange-copy">
            {isHttp(exchange) ? <CopyButton label="Copy as cURL" text={() => curlOf(exchange)} /> : null}
            <CopyButton label="Copy as text" text={() => exchangeText(exchange)} />
          </div>
          <Message title="Request" line={`${method} ${exchange.url}`} message={request} />
          {response ? (
            <Message title="Answer" line={statusLine(exchange)} message={response} />
          ) : (
            <>
              <h3>Answer</h3>
              <p className="exchange-none">
                {failure ? inBrackets(failure) : 'There is none yet: the request is still under way.'}
              </p>
            </>
          )}
        </div>
      ) : null}
    </details>
  );
}

function Outcome({ exchange: { response, failure, protocol } }: { exchange: Exchange }) {
  const { status } = response ?? {};
  if (status !== undefined)
    return (
      <span className="exchange-status" data-failed={status >= 400 || undefined}>
        {status}
      </span>
    );
  const words = failure ? 'no answer' : response || protocol === 'bridge' ? 'answered' : 'under way';
  return (
    <span className="exchange-status" data-failed={failure ? true : undefined}>
      {words}
    </span>
  );
}

interface MessageProps {
  title: string;
  line: string;
  message: Exchange['request'];
}

function Message({ title, line, message: { headers, body, cutFrom } }: MessageProps) {
  return (
    <>
      <h3>{title}</h3>
      <p className="exchange-first">
        <MaskedText text={line} />
      </p>
      {headers.length > 0 ? (
        <dl className="exchange-headers">
          {headers.map(([name, value], at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: headers may come twice, and never change places
            <div key={at}>
              <dt>{name}</dt>
              <dd>
                <MaskedText text={value} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {body === undefined ? (
        <p className="exchange-none">No body</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        <pre tabIndex={0}>
          <MaskedText text={pretty(body)} />
        </pre>
      )}
      {cutFrom === undefined ? null : (
        <p className="exchange-none">
          Only the beginning is kept; it had {cutFrom.toLocaleString('en-GB')} bytes.
        </p>
      )}
    </>
  );
}

/** `Gateway → Dynamics`; only the receiver where it cannot know who has sent. */
const wayOf = ({ from, to }: Exchange): string =>
  from ? `${partyNames[from]} → ${partyNames[to]}` : `→ ${partyNames[to]}`;

const statusLine = ({ protocol, response }: Exchange): string =>
  response?.status === undefined ? 'By the page’s callback' : `${protocol} ${response.status}`;

/** Path and query; the whole where it is no URL. */
const pathOf = ({ url }: Exchange): string => /^https?:\/\/[^/]*(\/.*)$/.exec(url)?.[1] ?? url;
