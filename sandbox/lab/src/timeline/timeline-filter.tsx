import { Caption1, Link, SearchBox, Select, Switch } from '@fluentui/react-components';
import type { Phone } from '../../../src/control/wire.ts';
import { useLab } from '../lab-context.ts';
import { useStore } from '../store.ts';
import { everything } from './filter.ts';

interface TimelineFilterProps {
  phones: readonly Phone[];
  /** Traces that pass. */
  count: number;
  total: number;
}

export function TimelineFilter({ phones, count, total }: TimelineFilterProps) {
  const { filter } = useLab();
  const chosen = useStore(filter);
  return (
    <search className="timeline-filter">
      <SearchBox
        size="small"
        aria-label="Search the timeline"
        placeholder="Search: a user, a code, a trace id …"
        value={chosen.text}
        onChange={(_, { value }) => filter.set({ ...chosen, text: value })}
      />
      <Select
        size="small"
        aria-label="Phone"
        value={chosen.phone}
        onChange={(_, { value }) => filter.set({ ...chosen, phone: value })}
      >
        <option value="">All phones</option>
        {phones.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <div className="timeline-count">
        <Switch
          className="timeline-switch"
          label="Only what stopped"
          checked={chosen.failedOnly}
          onChange={(_, { checked }) => filter.set({ ...chosen, failedOnly: checked })}
        />
        {count === total ? null : (
          <Link as="button" className="timeline-all" onClick={() => filter.set(everything)}>
            Show all
          </Link>
        )}
        <Caption1 role="status">
          {count === total ? traceCount(total) : `${count} of ${traceCount(total)}`}
        </Caption1>
      </div>
    </search>
  );
}

const traceCount = (count: number) => (count === 1 ? '1 trace' : `${count} traces`);
