import { Body1Strong } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Phone } from '../../../../src/control/wire.ts';
import { CopyValue } from '../../copy-value.tsx';
import { osOf, permissionOf, stateOf } from '../words.ts';
import { registrationWords } from './registration.ts';

/** Everything known about a phone. */
export function PhoneFacts({ phone }: { phone: Phone }) {
  const { registration } = phone;
  const words = registrationWords(phone);
  return (
    <>
      <Body1Strong as="h3" block>
        {phone.name}
      </Body1Strong>
      <dl className="facts">
        <Fact name="Device">
          {phone.model} · {osOf(phone)}
          {phone.apiLevel ? ` (API ${phone.apiLevel})` : ''}
        </Fact>
        <Fact name="App">
          {stateOf(phone)}
          {phone.online ? '' : ' · offline'}
        </Fact>
        <Fact name="Notifications">{permissionOf(phone)}</Fact>
        <Fact name="Registration">{words.label}</Fact>
        {registration.userId ? <Fact name="User">{registration.userId}</Fact> : null}
        {words.reason ? <Fact name="Reason">{words.reason}</Fact> : null}
        <Fact name="What to do">{words.advice}</Fact>
        <Fact name="Installation id">
          {phone.installationId ? (
            <CopyValue value={phone.installationId} name="installation id" />
          ) : (
            'Made at the first launch'
          )}
        </Fact>
        <Fact name={phone.platform === 'ios' ? 'APNs token' : 'FCM token'}>
          <CopyValue value={phone.token} name="token" />
        </Fact>
        {registration.requestId ? (
          <Fact name="Dynamics request">
            <CopyValue value={registration.requestId} name="request id" />
          </Fact>
        ) : null}
        <Fact name="Page">
          <CopyValue value={phone.page.url} name="page address" />
        </Fact>
      </dl>
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
