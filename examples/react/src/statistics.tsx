import { usePush } from '@journeys-push/bridge/react';
import { useEffect, useState } from 'react';
import { ENDPOINT, sendRegistration } from './analytics.ts';

const KEY = 'statistics-consent';

/** Tells the shop's analytics about this device, if the person agrees; again whenever something of it changes. */
export function Statistics() {
  const { info } = usePush();
  const [agreed, setAgreed] = useState(() => localStorage.getItem(KEY) === 'yes');
  const [outcome, setOutcome] = useState('');
  useEffect(() => {
    if (!agreed || !info) return;
    let left = false;
    sendRegistration(info).then((sent) => {
      if (!left) setOutcome(sent ? 'Told to our statistics.' : 'Our statistics could not be reached.');
    });
    return () => {
      left = true;
    };
  }, [agreed, info]);
  if (ENDPOINT === undefined) return null;
  return (
    <section aria-labelledby="statistics-title">
      <h2 id="statistics-title">Statistics</h2>
      <label>
        <input
          type="checkbox"
          checked={agreed}
          onChange={({ target: { checked } }) => {
            localStorage.setItem(KEY, checked ? 'yes' : 'no');
            setAgreed(checked);
            if (!checked) setOutcome('');
          }}
        />
        I agree that the shop counts this device
      </label>
      <p role="status">{outcome}</p>
    </section>
  );
}
