import type { Phone } from '../../../../../src/control/wire.ts';

/** Network and battery, as the status bar draws them. */
export function Signals({ phone }: { phone: Phone }) {
  return (
    <svg
      className="status-signals"
      viewBox="0 0 66 14"
      width="66"
      height="14"
      fill="currentColor"
      aria-hidden="true"
    >
      {phone.online ? <Online withCell={phone.shape !== 'tablet'} /> : <Airplane />}
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
  );
}

function Online({ withCell }: { withCell: boolean }) {
  return (
    <>
      {withCell ? <path d="M0 9.5h3V13H0zM4.5 7h3v6h-3zM9 4.5h3V13H9zM13.5 1.5h3V13h-3z" /> : null}
      <path d="M28 13.2 25.4 10.2a4 4 0 0 1 5.2 0zM23.7 8.2a6.6 6.6 0 0 1 8.6 0l1.300-1.500a8.600 8.600 0 0 0-11.200 0zM21.200 5.300a10.400 10.400 0 0 1 13.600 0l1.300-1.500a12.400 12.400 0 0 0-16.200 0z" />
    </>
  );
}

function Airplane() {
  return (
    <path d="M34 8.300v-1.600l-6-3.500V1.500a1.200 1.200 0 0 0-2.400 0v1.700l-6 3.500v1.600l6-1.700v3.600l-1.700 1.300v1.300l2.900-.8 2.900.8v-1.300L28 10.200V6.600z" />
  );
}

/** A Focus is on. */
export function Moon() {
  return (
    <svg className="status-moon" viewBox="0 0 14 14" width="13" height="13" aria-hidden="true">
      <path
        fill="currentColor"
        d="M9.500 9.300A5.600 5.600 0 0 1 4.800 1.200 6.200 6.200 0 1 0 12.800 8.300a5.600 5.600 0 0 1-3.300 1z"
      />
    </svg>
  );
}
