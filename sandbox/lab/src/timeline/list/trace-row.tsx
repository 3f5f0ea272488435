import { Body1, Caption1 } from '@fluentui/react-components';
import { memo } from 'react';
import { formatSecond } from '../../clock.ts';
import { formatDuration } from '../duration.ts';
import { StateMark } from '../state-mark.tsx';
import { type PhoneNames, titleOf } from '../trace/title.ts';
import type { Trace } from '../trace/traces.ts';
import { verdictWords } from '../words.ts';

interface TraceRowProps {
  trace: Trace;
  names: PhoneNames;
  id: string;
  /** Pixels from the top of the list. */
  start: number;
  index: number;
  count: number;
  isChosen: boolean;
  isActive: boolean;
  onChoose(id: string): void;
}

/** One trace of the list. Drawn again only when it has changed or moved. */
export const TraceRow = memo(function TraceRow(props: TraceRowProps) {
  const { trace, names, id, start, index, count, isChosen, isActive, onChoose } = props;
  const { events, phones, verdict } = trace;
  const at = events[0]?.at ?? 0;
  const title = titleOf(trace, names);
  const where = phones.map((phone) => names.get(phone) ?? phone).filter((name) => !title.endsWith(name));
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the list box has the focus and the keys
    <div
      id={id}
      role="option"
      className="trace-row"
      data-active={isActive || undefined}
      aria-selected={isChosen}
      aria-posinset={index + 1}
      aria-setsize={count}
      style={{ transform: `translateY(${start}px)` }}
      onClick={() => onChoose(trace.id)}
    >
      <StateMark state={verdict.state} />
      <span className="trace-row-words">
        <Body1 className="trace-row-title" title={title}>
          {title}
        </Body1>
        <Caption1 className="trace-row-state" data-state={verdict.state}>
          {[verdictWords(verdict), ...where].join(' · ')}
        </Caption1>
      </span>
      <span className="trace-row-times">
        <Caption1>{formatSecond(at)}</Caption1>
        <Caption1>{formatDuration((events.at(-1)?.at ?? at) - at)}</Caption1>
      </span>
    </div>
  );
});
