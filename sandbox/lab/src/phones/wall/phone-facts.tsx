import { Body1Strong } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Phone } from '../../../../src/control/wire.ts';
import { CopyValue } from '../../copy-value.tsx';
import { PhoneLinks } from '../../timeline/phone-links.tsx';
import { conditionsOf, osOf, permissionOf, stateOf } from '../words.ts';
import { registrationWords } from './registration.ts';
import { TokenHistory } from './token-history.tsx';

/** Everything known about a phone. */
export function PhoneFacts({ phone, onLeave }: { phone: Phone; onLeave(): void }) {
  return (
    <>
      <Body1Strong as="h3" block>
        {phone.name}
      </Body1Strong>
      <dl className="facts">
        <DeviceFacts phone={phone} />
        <RegistrationFacts phone={phone} />
        <AppFacts phone={phone} />
        <Fact name="Token history">
          <TokenHistory tokens={phone.tokens} />
        </Fact>
      </dl>
      <PhoneLinks id={phone.id} onLeave={onLeave} />
    </>
  );
}

function DeviceFacts({ phone }: { phone: Phone }) {
  const unusual = conditionsOf(phone);
  return (
    <>
      <Fact name="Device">
        {phone.model} · {osOf(phone)}
        {phone.apiLevel ? ` (API ${phone.apiLevel})` : ''}
      </Fact>
      <Fact name="Profile">
        <code>{phone.profile}</code>
      </Fact>
      <Fact name="App">
        {stateOf(phone)}
        {phone.targetLevel ? ` · built for API level ${phone.targetLevel}` : ''}
      </Fact>
      {unusual.map(({ name, meaning }) => (
        <Fact key={name} name={name}>
          {meaning}
        </Fact>
      ))}
      <Fact name="Time zone and language">
        {phone.timeZone} · {phone.language}
      </Fact>
      <Fact name="Notifications">{permissionOf(phone)}</Fact>
      {phone.permission.denials > 0 ? (
        <Fact name="Refused">
          {phone.permission.denials === 1 ? 'Once' : `${phone.permission.denials} times`}
        </Fact>
      ) : null}
      {phone.channels.map(({ id, name, importance, setBy }) => (
        <Fact key={id} name="Notification channel">
          {name}: {importance}, set by the {setBy}
        </Fact>
      ))}
    </>
  );
}

function RegistrationFacts({ phone }: { phone: Phone }) {
  const { registration } = phone;
  const words = registrationWords(phone);
  return (
    <>
      <Fact name="Registration">{words.label}</Fact>
      {registration.userId ? <Fact name="User">{registration.userId}</Fact> : null}
      {words.reason ? <Fact name="Reason">{words.reason}</Fact> : null}
      <Fact name="What to do">{words.advice}</Fact>
      {registration.requestId ? (
        <Fact name="Dynamics request">
          <CopyValue value={registration.requestId} name="request id" />
        </Fact>
      ) : null}
    </>
  );
}

function AppFacts({ phone }: { phone: Phone }) {
  return (
    <>
      <Fact name="Installation id">
        {phone.installationId ? (
          <CopyValue value={phone.installationId} name="installation id" />
        ) : (
          'Made at the first launch'
        )}
      </Fact>
      <Fact name="Page">
        <CopyValue value={phone.page.url} name="page address" />
      </Fact>
      <Fact name={phone.platform === 'ios' ? 'APNs token' : 'FCM token'}>
        <CopyValue value={phone.token} name="token" />
      </Fact>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
