import { Subtitle2 } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { Journey } from '../../../../src/control/journey-wire.ts';
import type { Message } from '../../../../src/control/message-wire.ts';
import type { Funnel } from '../../../../src/control/report-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useLatest, useRemote } from '../../use-remote.ts';
import { placesOf } from '../steps.ts';
import { barsOf, reasonInWords } from './bars.ts';
import './report.css';

interface JourneyReportProps {
  journey: Journey;
  /** Undefined: not known yet. */
  messages: readonly Message[] | undefined;
  /** Changes when there may be other figures. */
  version: string;
}

/** What became of the journey and of each of its messages, in figures. */
export function JourneyReport({ journey, messages = [], version }: JourneyReportProps) {
  const { client } = useLab();
  const { journeyId, definition } = journey;
  const ids = [
    ...new Set(placesOf(definition).flatMap(({ step }) => (step.do === 'push' ? [step.messageId] : []))),
  ].filter((id) => messages.some(({ messageId }) => messageId === id));
  const asked = ids.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: other figures when somebody has got further
  const load = useCallback(async () => {
    const known = asked.split(' ').filter(Boolean);
    const [whole, ...each] = await Promise.all([
      client.journeyReport(journeyId),
      ...known.map(client.messageReport),
    ]);
    return { whole, each: each.map((funnel, index) => ({ id: known[index] ?? '', funnel })) };
  }, [client, journeyId, asked, version]);
  // Other figures are asked for: those before them stay so long.
  const report = useLatest(useRemote(load).value);
  if (!report) return null;
  const nameOf = (id: string) => messages.find(({ messageId }) => messageId === id)?.name ?? id;
  return (
    <section className="journeys-section" aria-labelledby="report-title">
      <Subtitle2 as="h3" id="report-title">
        Figures
      </Subtitle2>
      <FunnelTable funnel={report.whole} />
      <Reasons funnel={report.whole} />
      <table className="report">
        <caption>By message, in all journeys</caption>
        <thead>
          <tr>
            {['Message', 'Sent', 'Not sent', 'Opened', 'Clicked'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.each.map(({ id, funnel }) => (
            <tr key={id}>
              <th scope="row">{nameOf(id)}</th>
              <td>{funnel.sent}</td>
              <td>{funnel.notSent}</td>
              <td>{funnel.uniqueOpens}</td>
              <td>{funnel.uniqueClicks}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FunnelTable({ funnel }: { funnel: Funnel }) {
  return (
    <table className="report" data-bars>
      <caption>The whole journey. Dynamics counts what was sent as delivered: push has no receipt.</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">How many</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {barsOf(funnel).map(({ label, count, share, of }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{count}</td>
            <td>
              <span className="report-bar" aria-hidden="true">
                <span style={{ width: `${share * 100}%` }} />
              </span>
              {of ? `${Math.round(share * 100)}% ${of}` : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Reasons({ funnel }: { funnel: Funnel }) {
  const reasons = Object.entries(funnel.reasons);
  if (reasons.length === 0) return null;
  return (
    <ul className="report-reasons" aria-label="Why pushes were not sent">
      {reasons.map(([reason, count]) => (
        <li key={reason}>{`${count} not sent: ${reasonInWords(reason)}`}</li>
      ))}
    </ul>
  );
}
