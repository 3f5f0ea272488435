import type { Phone } from '../../../../../src/control/wire.ts';
import type { PhoneActions } from '../../use-phone.ts';
import { timeOn } from '../phone-time.ts';
import { usePhoneTime } from '../use-phone-time.ts';

/** A dark screen; a press lights it. Android in Doze says so, and what still reaches it. */
export function ScreenOff({ phone, actions }: { phone: Phone; actions: PhoneActions }) {
  const now = usePhoneTime(phone);
  return (
    <section className="screen-off" aria-label={`Dark screen of ${phone.name}`}>
      <button
        type="button"
        className="screen-off-wake"
        aria-label={`Wake ${phone.name}`}
        onClick={actions.wake}
      />
      {phone.doze ? (
        <>
          <p className="ambient-time" lang={phone.language}>
            {timeOn(phone, now)}
          </p>
          <p className="ambient-title">Asleep (Doze)</p>
          <p className="ambient-text">
            {phone.online
              ? 'High-priority pushes come at once. The others wait until the phone wakes.'
              : 'The phone is offline: nothing comes until it is online again.'}
          </p>
        </>
      ) : (
        <p className="ambient-text">
          The screen is off and the phone is locked. Press the screen or the side key to wake it.
        </p>
      )}
    </section>
  );
}
