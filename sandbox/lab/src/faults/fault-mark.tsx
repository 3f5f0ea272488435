import { CounterBadge } from '@fluentui/react-components';
import { useLab } from '../lab-context.ts';
import { useStore } from '../store.ts';

/** On the tab: so many faults are planted. */
export function FaultMark() {
  const count = (useStore(useLab().faults) ?? []).length;
  if (count === 0) return null;
  const label = count === 1 ? '1 fault is active' : `${count} faults are active`;
  return <CounterBadge className="fault-mark" size="small" color="danger" count={count} aria-label={label} />;
}
