import { Body1, Button, Caption1, Spinner, Subtitle1, Tab, TabList } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useEffect, useId, useMemo, useRef } from 'react';
import { useParameter } from '../../address.ts';
import { formatSecond } from '../../clock.ts';
import { CopyValue } from '../../copy-value.tsx';
import { useLab } from '../../lab-context.ts';
import { formatDuration } from '../duration.ts';
import { CopyButton } from '../exchange/copy-button.tsx';
import { ExchangeList } from '../exchange/exchange-list.tsx';
import { StateMark } from '../state-mark.tsx';
import { type PhoneNames, titleOf } from '../trace/title.ts';
import type { Trace } from '../trace/traces.ts';
import { waysOf } from '../trace/verdict.ts';
import { verdictWords } from '../words.ts';
import '../folded-rows.css';
import './trace-detail.css';
import { EventList } from './event-list.tsx';
import { ExportMenu } from './export-menu.tsx';
import { linkTo } from './link-to.ts';
import { WayPicture } from './way-picture.tsx';

interface TraceDetailProps {
  /** Undefined where none is chosen, or the chosen one is not known here. */
  trace: Trace | undefined;
  /** Its id, or empty. */
  chosen: string;
  names: PhoneNames;
  /** False: it may still come. */
  pastRead: boolean;
  /** True: the list is beside it. */
  split: boolean;
}

/** The picture of one trace, why it ended where it did, and each of its events. */
export function TraceDetail({ trace, chosen, names, pastRead, split }: TraceDetailProps) {
  const lab = useLab();
  const back = useRef<HTMLButtonElement>(null);
  // In place of the list: whoever came by keyboard goes on here.
  useEffect(() => {
    if (!split) back.current?.focus();
  }, [split]);
  return (
    <section className="trace-detail" aria-label="The chosen trace">
      {split ? null : (
        <Button
          ref={back}
          className="trace-back"
          size="small"
          appearance="subtle"
          icon={<ArrowLeftRegular />}
          onClick={() => lab.trace.set('')}
        >
          All traces
        </Button>
      )}
      {trace ? <Shown key={trace.id} {...{ trace, names }} /> : <Absent {...{ chosen, pastRead }} />}
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
        <ExportMenu trace={trace} />
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
      <Record {...{ trace, names }} />
      <footer className="trace-id">
        <Caption1>Trace id</Caption1> <CopyValue value={id} name="trace id" />
        <CopyButton label="Copy link to this trace" text={() => linkTo(location, id)} />
      </footer>
    </>
  );
}

/** What was recorded of it: events, or the requests that went over the wire. */
function Record({ trace: { id, events }, names }: { trace: Trace; names: PhoneNames }) {
  const [view, setView] = useParameter('view');
  const ids = useId();
  const shown = view === 'requests' ? 'requests' : 'events';
  return (
    <section className="record">
      <TabList
        size="small"
        aria-label="What was recorded"
        selectedValue={shown}
        onTabSelect={(_, { value }) => setView(value === 'requests' ? 'requests' : '')}
      >
        <Tab id={`${ids}-events`} value="events" aria-controls={`${ids}-panel`}>
          Events
        </Tab>
        <Tab id={`${ids}-requests`} value="requests" aria-controls={`${ids}-panel`}>
          Requests
        </Tab>
      </TabList>
      <div id={`${ids}-panel`} role="tabpanel" aria-labelledby={`${ids}-${shown}`}>
        {shown === 'events' ? (
          <EventList {...{ events, names }} />
        ) : (
          <ExchangeList traceId={id} start={events[0]?.at ?? 0} events={events.length} />
        )}
      </div>
    </section>
  );
}

function Absent({ chosen, pastRead }: Pick<TraceDetailProps, 'chosen' | 'pastRead'>) {
  if (chosen && !pastRead)
    return <Spinner className="timeline-empty" size="small" label="Looking for it …" />;
  return (
    <div className="timeline-empty">
      <Body1 as="p">
        {chosen
          ? 'This sandbox does not know the chosen trace: perhaps it belongs to another run, or it is older than what is kept.'
          : 'Choose a trace to see its path from hop to hop.'}
      </Body1>
    </div>
  );
}
