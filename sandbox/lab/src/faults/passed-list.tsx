import { Body1Strong, Caption1, Link } from '@fluentui/react-components';
import { useLab } from '../lab-context.ts';
import type { Passed } from './passed.ts';
import { spanWords } from './words.ts';

/** So many are listed; the timeline has all. */
const MOST = 12;

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'medium' });

const number = new Intl.NumberFormat('en-GB');

interface PassedListProps {
  ms: number;
  passed: readonly Passed[];
  /** False: more happened than the sandbox keeps. */
  whole: boolean;
}

/** What happened while the time was moved. */
export function PassedList({ ms, passed, whole }: PassedListProps) {
  const { showTrace } = useLab();
  const count = passed.length;
  return (
    <div className="clock-passed">
      <Body1Strong block>
        {spanWords(ms)} later:{' '}
        {count === 0
          ? 'nothing was due on the way.'
          : count === 1
            ? '1 thing happened.'
            : `${whole ? '' : 'more than '}${number.format(count)} things happened.`}
      </Body1Strong>
      <ul>
        {passed.slice(0, MOST).map(({ traceId, at, summary, failed }) => (
          <li key={traceId} data-failed={failed || undefined}>
            <Caption1>{moment.format(at)}</Caption1>{' '}
            <Link as="button" onClick={() => showTrace(traceId)}>
              {summary}
            </Link>
          </li>
        ))}
      </ul>
      {count > MOST ? <Caption1>… and {number.format(count - MOST)} more, in the timeline.</Caption1> : null}
    </div>
  );
}
