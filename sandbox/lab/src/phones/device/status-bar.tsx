import type { Phone } from '../../../../src/control/wire.ts';
import { formatTime } from '../../clock.ts';
import { useLab } from '../../lab-context.ts';
import { useStore } from '../../store.ts';

/** Time, camera and signals. A press pulls down the notifications; the bell of the toolbar does it for keyboards. */
export function StatusBar({ phone, onPull }: { phone: Phone; onPull(): void }) {
  const now = useStore(useLab().clock);
  return (
    <button type="button" className="status-bar" tabIndex={-1} aria-hidden="true" onClick={onPull}>
      <span className="status-time">{formatTime(now)}</span>
      <span className="camera" />
      <svg className="status-signals" viewBox="0 0 66 14" width="66" height="14" fill="currentColor">
        <title>Signals</title>
        {phone.online ? <Online /> : <Airplane />}
        <rect
          x="40.5"
          y="1.5"
          width="21"
          height="11"
          rx="3.2"
          fill="none"
          stroke="currentColor"
          opacity=".45"
        />
        <rect x="42.5" y="3.5" width="15" height="7" rx="1.6" />
        <rect x="63" y="5" width="1.6" height="4" rx=".8" opacity=".45" />
      </svg>
    </button>
  );
}

function Online() {
  return (
    <>
      <path d="M0 9.5h3V13H0zM4.5 7h3v6h-3zM9 4.5h3V13H9zM13.500 1.500h3V13h-3z" />
      <path d="M28 13.200 25.400 10.200a4 4 0 0 1 5.200 0zM23.700 8.200a6.600 6.600 0 0 1 8.600 0l1.300-1.500a8.600 8.600 0 0 0-11.200 0zM21.200 5.300a10.400 10.400 0 0 1 13.600 0l1.300-1.500a12.400 12.400 0 0 0-16.200 0z" />
    </>
  );
}

function Airplane() {
  return (
    <path d="M34 8.300v-1.600l-6-3.500V1.500a1.200 1.200 0 0 0-2.400 0v1.700l-6 3.500v1.600l6-1.700v3.600l-1.700 1.300v1.300l2.900-.8 2.900.8v-1.300L28 10.200V6.600z" />
  );
}
