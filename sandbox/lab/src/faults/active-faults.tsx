import { Body1, Body1Strong, Button, Caption1, Link } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useCallback } from 'react';
import type { Fault } from '../../../src/control/twin-wire.ts';
import { useLab } from '../lab-context.ts';
import { everything } from '../timeline/filter.ts';
import { useRemote } from '../use-remote.ts';
import { faultWords, strikeWords, struckWords } from './words.ts';

interface ActiveFaultsProps {
  faults: readonly Fault[];
  aheadMs: number;
}

/** What is planted now, how often it has struck, and what has ended by itself. */
export function ActiveFaults({ faults, aheadMs }: ActiveFaultsProps) {
  const { client, notices, faults: remote, filter, panel } = useLab();
  const change = async (call: Promise<unknown>) => {
    await notices.watch(call);
    remote.refresh();
  };
  const showStruck = () => {
    filter.set({ ...everything, text: 'planted' });
    panel.set('timeline');
  };
  return (
    <div className="faults-active">
      <div className="faults-active-head">
        <Body1Strong as="h3">Active now</Body1Strong>
        <Caption1 role="status">
          {faults.length === 0 ? 'None: everything works as it should.' : countWords(faults.length)}
        </Caption1>
        {faults.length > 0 ? (
          <Button size="small" onClick={() => void change(client.clearFaults())}>
            Remove all
          </Button>
        ) : null}
      </div>
      {faults.length > 0 ? (
        <ul className="faults-list" aria-label="Active faults">
          {faults.map((fault) => (
            <li key={`${fault.twin} ${fault.id}`}>
              <span>
                <Body1 block>{faultWords(fault)}</Body1>
                <Caption1 block>{strikeWords(fault, Date.now() + aheadMs)}</Caption1>
              </span>
              <Button
                size="small"
                appearance="subtle"
                icon={<DeleteRegular />}
                aria-label={`Remove: ${faultWords(fault)}`}
                onClick={() => void change(client.removeFault(fault.twin, fault.id))}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <Ended faults={faults} />
      <Link as="button" onClick={showStruck}>
        Show what was hit in the timeline
      </Link>
    </div>
  );
}

const countWords = (count: number) => (count === 1 ? '1 fault is active' : `${count} faults are active`);

/** Shown newest first, so many. */
const MOST = 5;

function Ended({ faults }: { faults: readonly Fault[] }) {
  const { client } = useLab();
  const key = faults.map(({ twin, id }) => twin + id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is active no more may have ended, so ask again
  const ended = useRemote(useCallback(() => client.endedFaults(), [client, key])).value ?? [];
  if (ended.length === 0) return null;
  return (
    <details className="faults-ended">
      <summary>Ended by themselves</summary>
      <ul className="faults-list">
        {ended.slice(0, MOST).map((fault) => (
          <li key={`${fault.twin} ${fault.id}`}>
            <span>
              <Body1 block>{faultWords(fault)}</Body1>
              <Caption1 block>
                {struckWords(fault.struck)} · {fault.left === 0 ? 'used up' : 'its time is over'}
              </Caption1>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
