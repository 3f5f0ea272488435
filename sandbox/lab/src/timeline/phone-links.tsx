import { Link } from '@fluentui/react-components';
import { useLab } from '../lab-context.ts';
import { useStore } from '../store.ts';
import { usual } from './filter.ts';
import type { Trace } from './trace/trace.ts';
import './phone-links.css';

const REGISTER = 'msdynamics/registerDevice';

interface PhoneLinksProps {
  id: string;
  /** Told first: what the links stand in makes room. */
  onLeave(): void;
}

/** From a phone’s facts to what has happened on it: all of it, and the last call of registerDevice. */
export function PhoneLinks({ id, onLeave }: PhoneLinksProps) {
  const { connection, filter, trace, panel, showTrace } = useLab();
  const traces = useStore(connection.traces);
  const registration = traces.find((one) => isRegistration(one, id));
  const showAll = () => {
    onLeave();
    filter.set({ ...usual, phone: id });
    trace.set('');
    panel.set('timeline');
  };
  return (
    <p className="phone-links">
      <Link as="button" onClick={showAll}>
        Show its timeline
      </Link>
      {registration ? (
        <Link
          as="button"
          onClick={() => {
            onLeave();
            showTrace(registration.id);
          }}
        >
          Show its last registration
        </Link>
      ) : null}
    </p>
  );
}

const isRegistration = ({ events, phones }: Trace, id: string): boolean =>
  phones.includes(id) &&
  events.some(
    ({ kind, phone, detail }) => kind === 'page.call' && phone === id && detail?.command === REGISTER,
  );
