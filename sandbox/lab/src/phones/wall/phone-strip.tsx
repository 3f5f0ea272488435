import {
  Badge,
  Button,
  Caption1,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { InfoRegular } from '@fluentui/react-icons/svg/info';
import { useState } from 'react';
import type { Phone } from '../../../../src/control/wire.ts';
import { PhoneFacts } from './phone-facts.tsx';
import { PhoneMarks } from './phone-marks.tsx';
import { registrationWords } from './registration.ts';

/** How the registration stands, in one line; why and what to do below it; the facts one press away. */
export function PhoneStrip({ phone }: { phone: Phone }) {
  const words = registrationWords(phone);
  const [open, setOpen] = useState(false);
  return (
    <footer className="phone-strip">
      <div className="phone-strip-line">
        <div className="phone-strip-marks">
          <Badge appearance="tint" color={words.tone}>
            {words.label}
          </Badge>
          <PhoneMarks phone={phone} />
          <Caption1 className="phone-user" title={phone.registration.userId}>
            {phone.registration.userId}
          </Caption1>
        </div>
        <Popover
          trapFocus
          withArrow
          open={open}
          onOpenChange={(_, { open: next }) => setOpen(next)}
          positioning={{ position: 'above', align: 'end', overflowBoundaryPadding: 12 }}
        >
          <PopoverTrigger disableButtonEnhancement>
            <Tooltip content={`Facts about ${phone.name}`} relationship="label">
              <Button size="small" appearance="subtle" icon={<InfoRegular />} />
            </Tooltip>
          </PopoverTrigger>
          <PopoverSurface aria-label={`Facts about ${phone.name}`} className="facts-surface">
            <PhoneFacts phone={phone} onLeave={() => setOpen(false)} />
          </PopoverSurface>
        </Popover>
      </div>
      <Caption1 className="phone-advice" title={`${words.reason ?? ''} ${words.advice}`.trim()}>
        {words.reason ? <strong>{words.reason} </strong> : null}
        {words.advice}
      </Caption1>
    </footer>
  );
}
