import {
  Body1,
  Button,
  Caption1,
  Field,
  Input,
  Select,
  Spinner,
  Subtitle1,
  Subtitle2,
} from '@fluentui/react-components';
import { type FormEvent, useEffect, useState } from 'react';
import type { ControlClient } from '../../../src/control/client.ts';
import type { Clock } from '../../../src/control/twin-wire.ts';
import { useLab } from '../lab-context.ts';
import { eventsAfter, type Passed, passedIn } from './passed.ts';
import { PassedList } from './passed-list.tsx';
import { leadWords, spanWords } from './words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ['1 minute', MINUTE],
  ['1 hour', HOUR],
  ['1 day', DAY],
  ['7 days', 7 * DAY],
] as const;

interface SandboxClockProps {
  clock: Clock | undefined;
  onMoved(): void;
}

/** The sandbox's time, how to move it forward, and what happened on the way. */
export function SandboxClock({ clock, onMoved }: SandboxClockProps) {
  const { client, notices } = useLab();
  const [moving, setMoving] = useState(0);
  const [moved, setMoved] = useState<{ ms: number; passed: Passed[]; whole: boolean }>();
  const move = async (ms: number) => {
    if (moving) return;
    setMoving(ms);
    setMoved(await notices.watch(moveBy(client, ms)));
    setMoving(0);
    onMoved();
  };
  return (
    <section className="clock" aria-labelledby="clock-title">
      <Subtitle2 as="h2" block id="clock-title">
        Time
      </Subtitle2>
      <Ticking aheadMs={clock?.aheadMs} />
      <Body1 as="p" className="faults-lead">
        Gateway, Dynamics, push services and phones live on one clock. Moving it forward does at once what
        would come on the way: retries, waits of a journey, quiet times, expiries.
      </Body1>
      <div className="clock-steps">
        {STEPS.map(([name, ms]) => (
          <Button key={name} disabledFocusable={moving > 0} onClick={() => void move(ms)}>
            + {name}
          </Button>
        ))}
      </div>
      <OwnStep moving={moving > 0} onMove={move} />
      <Caption1 as="p" className="clock-note">
        Time does not go back. To be at the present again, start the sandbox anew; one that keeps its state
        (--data) stays ahead.
      </Caption1>
      <div role="status">
        {moving ? (
          <Spinner size="tiny" labelPosition="after" label={`Moving ${spanWords(moving)} on`} />
        ) : null}
        {moved && !moving ? <PassedList {...moved} /> : null}
      </div>
    </section>
  );
}

/** Moves the time; what happened on the way. */
async function moveBy(client: ControlClient, ms: number) {
  // The lab may not have got all that happened before.
  const [last] = await client.timeline({ limit: 1 });
  await client.advanceClock(ms);
  const { events, whole } = await eventsAfter(client, last?.seq ?? 0);
  return { ms, passed: passedIn(events), whole };
}

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });

function Ticking({ aheadMs }: { aheadMs: number | undefined }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  if (aheadMs === undefined) return <Spinner size="tiny" label="Asking the sandbox" />;
  return (
    <>
      <Subtitle1 as="p" block className="clock-now">
        <time>{moment.format(now + aheadMs)}</time>
      </Subtitle1>
      <Caption1 block>
        {aheadMs < 1000
          ? 'The same as this computer’s clock.'
          : `${leadWords(aheadMs)} ahead of this computer’s clock.`}
      </Caption1>
    </>
  );
}

const UNITS = [
  ['minutes', MINUTE],
  ['hours', HOUR],
  ['days', DAY],
] as const;
/** What the sandbox allows at once: ten years. */
const MOST = 3660 * DAY;

function OwnStep({ moving, onMove }: { moving: boolean; onMove(ms: number): void }) {
  const [count, setCount] = useState('90');
  const [unit, setUnit] = useState<string>('minutes');
  const [error, setError] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const ms = Number(count.trim() || Number.NaN) * (UNITS.find(([name]) => name === unit)?.[1] ?? 0);
    if (!(Number.isFinite(ms) && ms >= 1 && ms <= MOST))
      return setError('A number above 0, ten years at most.');
    setError('');
    onMove(Math.round(ms));
  };
  return (
    <form className="clock-own" noValidate onSubmit={submit}>
      <Field label="Move forward by" validationMessage={error || undefined}>
        <Input
          inputMode="decimal"
          value={count}
          onChange={(_, { value }) => {
            setCount(value);
            setError('');
          }}
        />
      </Field>
      <Select aria-label="Unit" value={unit} onChange={(_, { value }) => setUnit(value)}>
        {UNITS.map(([name]) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
      <Button type="submit" disabledFocusable={moving}>
        Move
      </Button>
    </form>
  );
}
