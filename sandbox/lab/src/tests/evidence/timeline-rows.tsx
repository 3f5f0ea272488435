import { Link } from '@fluentui/react-components';
import { hopNames } from '../../../../src/control/hop-names.ts';
import type { TimelineEvent } from '../../../../src/control/wire.ts';
import { useLab } from '../../lab-context.ts';

/** What happened meanwhile, trace by trace, each with its way to the timeline. */
export function TimelineRows({ events }: { events: readonly TimelineEvent[] }) {
  const { showTrace } = useLab();
  const first = events[0]?.at ?? 0;
  const traces = [...new Set(events.map(({ traceId }) => traceId))];
  if (traces.length === 0) return <p className="evidence-none">Timeline: nothing happened on this phone.</p>;
  return (
    <div className="evidence-traces">
      {traces.map((traceId) => {
        const mine = events.filter((event) => event.traceId === traceId);
        return (
          <table className="evidence-table" key={traceId}>
            <caption>
              {mine[0]?.summary}{' '}
              <Link as="button" onClick={() => showTrace(traceId)}>
                Show in the timeline
              </Link>
            </caption>
            <tbody>
              {mine.map(({ seq, at, hop, summary, outcome }) => (
                <tr key={seq} data-failed={outcome === 'failed' || undefined}>
                  <td className="evidence-at">+{at - first} ms</td>
                  <td className="evidence-hop">{hopNames[hop]}</td>
                  <td>
                    {outcome === 'failed' ? <b>Stopped here: </b> : null}
                    {summary}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </div>
  );
}
