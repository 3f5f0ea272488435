import { useRef, useState } from 'react';
import type { TrayItem } from '../../../../../src/control/wire.ts';
import type { DeviceProps } from '../../device-props.ts';
import { useOverlayFocus } from '../use-overlay-focus.ts';

type Step = 'keep' | 'turn-off';

/** What a notification of a provisional app asks: whether the app may go on (facts: apns-fcm-phones.md §6.1). */
export function QuietQuestion({ phone, actions, appName, item }: DeviceProps & { item: TrayItem }) {
  const [step, setStep] = useState<Step>();
  const answer = (how: 'keep-prominent' | 'keep-quiet' | 'turn-off') => {
    setStep(undefined);
    actions.answerQuiet(item.id, how);
  };
  return (
    <div className="quiet-question">
      <p>Keep receiving notifications from the “{appName}” app?</p>
      <div className="quiet-buttons">
        <button type="button" onClick={() => setStep('keep')}>
          Keep…
        </button>
        <button type="button" onClick={() => setStep('turn-off')}>
          Turn Off…
        </button>
      </div>
      {step ? (
        <Sheet title={`Notifications from “${appName}” on ${phone.name}`} onCancel={() => setStep(undefined)}>
          {step === 'keep' ? (
            <>
              <button type="button" onClick={() => answer('keep-prominent')}>
                Deliver Prominently
              </button>
              <button type="button" onClick={() => answer('keep-quiet')}>
                Keep Delivering Quietly
              </button>
            </>
          ) : (
            <button type="button" data-destructive onClick={() => answer('turn-off')}>
              Turn Off All Notifications
            </button>
          )}
        </Sheet>
      ) : null}
    </div>
  );
}

interface SheetProps {
  title: string;
  children: React.ReactNode;
  onCancel(): void;
}

function Sheet({ title, children, onCancel }: SheetProps) {
  const sheet = useRef<HTMLDivElement>(null);
  useOverlayFocus(sheet);
  return (
    <div
      ref={sheet}
      className="quiet-sheet"
      role="dialog"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      {children}
      <button type="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}
