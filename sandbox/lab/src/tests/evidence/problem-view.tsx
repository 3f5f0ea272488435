import { Button } from '@fluentui/react-components';
import type { Problem } from '../../../../src/control/check-wire.ts';
import { hopNames } from '../../../../src/control/hop-names.ts';
import { useLab } from '../../lab-context.ts';

type Explained = Pick<Problem, 'expected' | 'came' | 'remedy' | 'stop' | 'blockedBy'>;

/** Why it is not green: what was expected, what came, where it stopped, whose matter that is and what to do. */
export function ProblemView({ problem }: { problem: Explained }) {
  const { showTrace } = useLab();
  const { expected, came, remedy, stop, blockedBy } = problem;
  return (
    <div className="problem" data-blocked={blockedBy !== undefined || undefined}>
      <dl>
        <Line name="Expected" text={expected} />
        <Line name="Came" text={came} />
        {stop ? (
          <>
            <Line name="Stopped at" text={hopNames[stop.hop]} code={stop.code} />
            <Line name="Cause" text={stop.cause} />
            <Line name="Whose matter" text={stop.whose} />
            <Line name="What to do" text={stop.remedy} />
          </>
        ) : null}
        <Line name={stop ? 'In general' : 'What to do'} text={remedy} />
      </dl>
      {stop ? (
        <Button size="small" onClick={() => showTrace(stop.traceId)}>
          Show where it stopped
        </Button>
      ) : null}
    </div>
  );
}

function Line({ name, text, code }: { name: string; text: string; code?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {text} {code ? <code>{code}</code> : null}
      </dd>
    </div>
  );
}
