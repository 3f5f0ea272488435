import { Body1, Button, Caption1, Subtitle1 } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useMemo } from 'react';
import { formatSecond } from '../../clock.ts';
import { CopyValue } from '../../copy-value.tsx';
import { useLab } from '../../lab-context.ts';
import { formatDuration } from '../duration.ts';
import { download } from '../export.ts';
import { StateMark } from '../state-mark.tsx';
import { type PhoneNames, titleOf } from '../trace/title.ts';
import type { Trace } from '../trace/traces.ts';
import { waysOf } from '../trace/verdict.ts';
import { verdictWords } from '../words.ts';
import './trace-detail.css';
import { EventList } from './event-list.tsx';
import { WayPicture } from './way-picture.tsx';

interface TraceDetailProps {
  /** Undefined where none is chosen, or the chosen one is not known here. */
  trace: Trace | undefined;
  /** Its id, or empty. */
  chosen: string;
  names: PhoneNames;
  /** True: the list is beside it. */
  split: boolean;
}

/** The picture of one trace, why it ended where it did, and each of its events. */
export function TraceDetail({ trace, chosen, names, split }: TraceDetailProps) {
  const lab = useLab();
  return (
    <section className="trace-detail" aria-label="The chosen trace">
      {split ? null : (
        <Button
          className="trace-back"
          size="small"
          appearance="subtle"
          icon={<ArrowLeftRegular />}
          onClick={() => lab.trace.set('')}
        >
          All traces
        </Button>
      )}
      {trace ? <Shown key={trace.id} {...{ trace, names }} /> : <Absent chosen={chosen} />}
    </section>
  );
}

function Shown({ trace, names }: { trace: Trace; names: PhoneNames }) {
  const { connection } = useLab();
  const { events, verdict, id } = trace;
  // Judged as the phones are when the trace changes, not whenever a phone does.
  const ways = useMemo(() => waysOf(events, connection.phones.get()), [events, connection]);
  const at = events[0]?.at ?? 0;
  const facts = [
    formatSecond(at),
    formatDuration((events.at(-1)?.at ?? at) - at),
    events.length === 1 ? '1 event' : `${events.length} events`,
  ];
  return (
    <>
      <header className="trace-head">
        <Subtitle1 as="h2" className="trace-title">
          {titleOf(trace, names)}
        </Subtitle1>
        <Button
          size="small"
          appearance="subtle"
          icon={<ArrowDownloadRegular />}
          onClick={() => download([trace], `trace-${id.slice(0, 8)}.ndjson`)}
        >
          Export trace
        </Button>
        <p className="trace-facts">
          <span className="trace-state" data-state={verdict.state}>
            <StateMark state={verdict.state} />
            {verdictWords(verdict)}
          </span>
          <Caption1>{facts.join(' · ')}</Caption1>
        </p>
      </header>
      {ways.map((way) => (
        <WayPicture key={JSON.stringify(way.to ?? '')} {...{ way, names }} />
      ))}
      <EventList {...{ events, names }} />
      <footer className="trace-id">
        <Caption1>Trace id</Caption1> <CopyValue value={id} name="trace id" />
      </footer>
    </>
  );
}

function Absent({ chosen }: { chosen: string }) {
  return (
    <div className="timeline-empty">
      <Body1 as="p">
        {chosen
          ? 'This sandbox does not know the chosen trace: it belongs to another run, or is older than what is kept.'
          : 'Choose a trace to see its path from hop to hop.'}
      </Body1>
    </div>
  );
}
