import { Body1, Spinner } from '@fluentui/react-components';
import { formatSecond } from '../../clock.ts';
import { ExchangeItem } from './exchange-item.tsx';
import '../folded-rows.css';
import './exchange.css';
import { useExchanges } from './use-exchanges.ts';

interface ExchangeListProps {
  traceId: string;
  /** When the trace began. */
  start: number;
  /** How many events it has: with more, there may be more requests. */
  events: number;
}

/** What went over the wire, request by request. */
export function ExchangeList({ traceId, start, events }: ExchangeListProps) {
  const asked = useExchanges(traceId, events);
  if (!asked) return <Spinner size="small" label="Reading the requests" />;
  const { exchanges, keptSince } = asked;
  const dropped = keptSince !== undefined && keptSince > start;
  return (
    <>
      {dropped ? (
        <Body1 as="p" className="exchanges-note">
          Requests before {formatSecond(keptSince)} are no longer kept: newer ones needed the room.
        </Body1>
      ) : null}
      {exchanges.length === 0 ? (
        <Body1 as="p" className="exchanges-note">
          {dropped ? 'None of this trace is left.' : 'This trace went over no wire: it has no requests.'}
        </Body1>
      ) : (
        <ol className="folded-rows">
          {exchanges.map((exchange) => (
            <li key={exchange.id}>
              <ExchangeItem {...{ exchange, start }} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
