import { Button, Caption1, Spinner, Subtitle2 } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { useEffect, useRef, useState } from 'react';
import type { CheckColumn, CheckedItem, Checklist, CheckRun } from '../../../../src/control/check-wire.ts';
import { useLab } from '../../lab-context.ts';
import { formatDuration } from '../../timeline/duration.ts';
import { EvidenceList } from '../evidence/evidence-list.tsx';
import { ProblemView } from '../evidence/problem-view.tsx';
import { cellWords } from '../words.ts';
import { CellMark } from './cell-mark.tsx';

interface CheckedItemViewProps {
  run: CheckRun;
  column: CheckColumn;
  item: Checklist['items'][number];
  busy: boolean;
  onClose(): void;
  onRun(): void;
}

/** One verdict with everything behind it. */
export function CheckedItemView({ run, column, item, busy, onClose, onRun }: CheckedItemViewProps) {
  const { seen, failed, again } = useCheckedItem(run.id, column, item.number);
  const { number, title, judgedBy } = item;
  const place = useRef<HTMLElement>(null);
  const there = seen !== undefined;
  // It is below the row that was pressed, which may be at the end of the screen.
  useEffect(() => {
    if (there) place.current?.scrollIntoView({ block: 'nearest' });
  }, [there]);
  return (
    <section ref={place} className="checked" aria-labelledby="checked-title">
      <header className="checked-head">
        <Subtitle2 as="h3" block id="checked-title">
          {number}. {title}
        </Subtitle2>
        <Button
          size="small"
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label="Close the evidence"
          onClick={onClose}
        />
        <p className="checked-facts">
          {seen ? (
            <span className="checked-status" data-status={seen.status}>
              <CellMark status={seen.status} />
              {cellWords[seen.status]}
            </span>
          ) : null}
          <Caption1>
            {column.name}, {column.os}
            {seen?.durationMs === undefined ? '' : ` · ${formatDuration(seen.durationMs)}`}
          </Caption1>
          <Button size="small" icon={<PlayRegular />} disabledFocusable={busy} onClick={onRun}>
            Run it again
          </Button>
        </p>
      </header>
      <Caption1 as="p" block className="checked-judged">
        <b>Judged by:</b> {judgedBy}
      </Caption1>
      {seen ? (
        <>
          {seen.problem ? <ProblemView problem={seen.problem} /> : null}
          <EvidenceList evidence={seen.evidence} phone={column.name} />
        </>
      ) : failed ? (
        <p role="alert">
          What was seen could not be loaded.{' '}
          <Button size="small" onClick={again}>
            Try again
          </Button>
        </p>
      ) : (
        <Spinner size="tiny" label="Loading what was seen" />
      )}
    </section>
  );
}

interface Looking {
  seen: CheckedItem | undefined;
  /** It could not be loaded. */
  failed: boolean;
  again(): void;
}

function useCheckedItem(id: string, { phone, page }: CheckColumn, number: number): Looking {
  const { client, notices } = useLab();
  const [seen, setSeen] = useState<CheckedItem>();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt asks again
  useEffect(() => {
    let over = false;
    setSeen(undefined);
    setFailed(false);
    void notices.watch(client.checkedItem(id, { phone, page, number })).then((item) => {
      if (over) return;
      setSeen(item);
      setFailed(item === undefined);
    });
    return () => {
      over = true;
    };
  }, [client, notices, id, phone, page, number, attempt]);
  return { seen, failed, again: () => setAttempt(attempt + 1) };
}
