import { Button, Caption1, SearchBox, Select, Switch, Tooltip } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useEffect, useState } from 'react';
import { hopNames } from '../../../src/control/hop-names.ts';
import { NOT_TOLD } from '../connection/connection.ts';
import { useLab } from '../lab-context.ts';
import { useStore } from '../store.ts';
import { HOPS } from './address.ts';
import { download, ndjson } from './export.ts';
import type { TraceFilter } from './filter.ts';
import type { PhoneNames } from './trace/title.ts';
import type { Trace } from './trace/traces.ts';

interface TimelineToolbarProps {
  passing: readonly Trace[];
  total: number;
  /** False while older ones are still looked at. */
  complete: boolean;
  names: PhoneNames;
}

/** Search and filters, how much passes them, and the way to take it along. */
export function TimelineToolbar({ passing, total, complete, names }: TimelineToolbarProps) {
  const { connection, filter } = useLab();
  const chosen = useStore(filter);
  const phonesTold = useStore(connection.phones) !== NOT_TOLD;
  const change = (part: Partial<TraceFilter>) => filter.set({ ...chosen, ...part });
  const count =
    passing.length === total ? traceCount(total) : `${number(passing.length)} of ${traceCount(total)}`;
  const told = useTold(chosen, complete ? count : '');
  return (
    <search className="timeline-toolbar">
      <SearchBox
        className="timeline-search"
        size="small"
        aria-label="Search the timeline"
        placeholder="Search: a user, a code, a trace id …"
        value={chosen.text}
        onChange={(_, { value }) => change({ text: value })}
      />
      <Choice
        label="State"
        value={chosen.state}
        options={states}
        onChoose={(state) => change({ state: state as TraceFilter['state'] })}
      />
      <Choice
        label={chosen.state === 'stopped' ? 'Stopped at' : 'Hop'}
        value={chosen.hop}
        options={[['', 'All hops'], ...HOPS.map((hop): Option => [hop, hopNames[hop]])]}
        onChoose={(hop) => change({ hop: hop as TraceFilter['hop'] })}
      />
      <Choice
        label="Phone"
        value={chosen.phone}
        options={phoneOptions(phonesTold ? chosen.phone : '', names)}
        onChoose={(phone) => change({ phone })}
      />
      <div className="timeline-count">
        <Caption1>
          {count}
          {complete ? '' : ' · searching …'}
        </Caption1>
        <span className="visually-hidden" role="status">
          {told}
        </span>
        <Switch
          className="timeline-switch"
          label="Background calls"
          checked={chosen.housekeeping}
          onChange={(_, { checked }) => change({ housekeeping: checked })}
        />
        <Tooltip content="Download what is listed, as NDJSON" relationship="description">
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowDownloadRegular />}
            disabledFocusable={passing.length === 0}
            onClick={() => download(ndjson(passing), 'timeline.ndjson')}
          >
            Export
          </Button>
        </Tooltip>
      </div>
    </search>
  );
}

/** So long after the last key: what is counted for half a word is of no use. */
const REST_MS = 400;

/** A screen reader hears how much passes once somebody has filtered, not with each trace that comes. */
function useTold(chosen: TraceFilter, count: string): string {
  const [told, setTold] = useState({ chosen, count: '' });
  useEffect(() => {
    if (told.chosen === chosen || !count) return undefined;
    const timer = setTimeout(() => setTold({ chosen, count }), REST_MS);
    return () => clearTimeout(timer);
  }, [told, chosen, count]);
  return told.count;
}

type Option = readonly [value: string, label: string];

const states: Option[] = [
  ['', 'All states'],
  ['stopped', 'Stopped'],
  ['waiting', 'Waiting'],
  ['done', 'Done'],
];

/** A phone that is gone stays among them while it is chosen: else nobody could choose all of them again. */
const phoneOptions = (chosen: string, names: PhoneNames): Option[] => [
  ...([['', 'All phones'], ...names] as const),
  ...(chosen && !names.has(chosen) ? [[chosen, 'A phone that is gone'] as const] : []),
];

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly Option[];
  onChoose(value: string): void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <Select size="small" aria-label={label} value={value} onChange={(_, data) => onChoose(data.value)}>
      {options.map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

const number = (count: number) => count.toLocaleString('en-GB');
const traceCount = (count: number) => (count === 1 ? '1 trace' : `${number(count)} traces`);
