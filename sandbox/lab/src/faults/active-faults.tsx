import { Body1, Body1Strong, Button, Caption1, Link } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { Fault } from '../../../src/control/twin-wire.ts';
import { useLab } from '../lab-context.ts';
import { everything } from '../timeline/filter.ts';
import { useBusy } from '../use-busy.ts';
import { useRemote } from '../use-remote.ts';
import { removeFault } from './remove-fault.ts';
import { faultWords, strikeWords, struckWords } from './words.ts';

/** What is planted now, how often it has struck, and what has ended by itself. */
export function ActiveFaults({ faults }: { faults: readonly Fault[] }) {
  const { client, notices, faults: remote, filter, trace, panel } = useLab();
  const now = useSecond();
  const part = useRef<HTMLElement>(null);
  const remove = async (call: () => Promise<unknown>) => {
    // What was pressed goes away.
    part.current?.focus();
    await notices.watch(call());
    await remote.refresh();
  };
  const showStruck = () => {
    filter.set({ ...everything, text: 'planted' });
    trace.set('');
    panel.set('timeline');
  };
  return (
    <section ref={part} tabIndex={-1} className="faults-active" aria-labelledby="faults-active-title">
      <div className="faults-active-head">
        <Body1Strong as="h3" id="faults-active-title">
          Active now
        </Body1Strong>
        <Caption1 role="status">
          {faults.length === 0 ? 'None: everything works as it should.' : countWords(faults.length)}
        </Caption1>
        {faults.length > 0 ? (
          <RemoveButton text="Remove all" onRemove={() => remove(client.clearFaults)} />
        ) : null}
      </div>
      {faults.length > 0 ? (
        <ul className="faults-list" aria-label="Active faults">
          {faults.map((fault) => (
            <li key={`${fault.twin} ${fault.id}`}>
              <span>
                <Body1 block>{faultWords(fault)}</Body1>
                <Caption1 block>{strikeWords(fault, now)}</Caption1>
              </span>
              <RemoveButton
                name={`Remove: ${faultWords(fault)}`}
                onRemove={() => remove(() => removeFault(client, fault))}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <Ended faults={faults} />
      <Link as="button" onClick={showStruck}>
        Show what was hit in the timeline
      </Link>
    </section>
  );
}

interface RemoveButtonProps {
  onRemove(): Promise<void>;
  text?: string;
  /** Of one without a text. */
  name?: string;
}

/** Removes once, however often it is pressed before it is gone. */
function RemoveButton({ onRemove, text, name }: RemoveButtonProps) {
  const [busy, run] = useBusy();
  const icon = text ? {} : ({ appearance: 'subtle', icon: <DeleteRegular /> } as const);
  return (
    <Button
      size="small"
      {...icon}
      aria-label={name}
      disabledFocusable={busy}
      onClick={() => void run(onRemove)}
    >
      {text}
    </Button>
  );
}

/** The sandbox's present second, in milliseconds since the epoch. */
function useSecond(): number {
  const { clock } = useLab();
  return useSyncExternalStore(clock.subscribe, () => Math.floor(clock.now() / 1000) * 1000);
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
