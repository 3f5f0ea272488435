import { useState } from 'react';
import type { Push, PushCreate } from '../../../src/control/wire.ts';
import { useLab } from '../lab-context.ts';
import './push.css';
import { PushForm } from './push-form.tsx';
import { PushResult } from './push-result.tsx';

/** Sends a push and says what became of it. */
export function PushPanel() {
  const { client, notices, contacts } = useLab();
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState<Push>();
  const send = async (push: PushCreate) => {
    setSending(true);
    setSent(await notices.watch(client.sendPush(push)));
    setSending(false);
    contacts.refresh();
  };
  return (
    <div className="push">
      <PushForm sending={sending} onSend={send} />
      <div role="status">{sent ? <PushResult push={sent} /> : null}</div>
    </div>
  );
}
