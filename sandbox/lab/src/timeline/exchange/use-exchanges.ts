import { useEffect, useState } from 'react';
import type { Exchanges } from '../../../../src/control/exchange-wire.ts';
import { useLab } from '../../lab-context.ts';

/** A trace that grows is asked about again at most this often. */
const AGAIN_MS = 400;

/**
 * The requests of a trace, asked for when somebody looks and again when the trace has grown; undefined until the first
 * answer.
 */
export function useExchanges(traceId: string, events: number): Exchanges | undefined {
  const { client, notices, connection } = useLab();
  const [answer, setAnswer] = useState<Exchanges>();
  const [again, setAgain] = useState(0);
  useEffect(
    () => connection.status.subscribe(() => connection.status.get() === 'open' && setAgain((n) => n + 1)),
    [connection],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a trace that has grown and a connection that is back are asked about anew
  useEffect(() => {
    let wanted = true;
    const ask = async () => {
      const query = new URLSearchParams({ traceId });
      const came = await notices.watch(client.call<Exchanges>('GET', `/timeline/exchanges?${query}`));
      if (wanted && came) setAnswer(came);
    };
    const timer = setTimeout(ask, answer ? AGAIN_MS : 0);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [client, notices, traceId, events, again]);
  return answer;
}
