import { Dialog } from '@fluentui/react-components';
import type { Phone } from '../../../../src/control/wire.ts';
import { useLab } from '../../lab-context.ts';
import { Question } from '../../question.tsx';
import { useFirstAnswer } from '../../use-first-answer.ts';
import { focusOnWall } from './focus.ts';

interface RemoveDialogProps {
  phone: Phone;
  open: boolean;
  /** `kept`: the person thought better of it. */
  onClose(kept: boolean): void;
}

/** Asks before a phone is thrown away. */
export function RemoveDialog({ phone, open, onClose }: RemoveDialogProps) {
  const { client, notices } = useLab();
  const service = phone.platform === 'ios' ? 'APNs' : 'FCM';
  const isFirst = useFirstAnswer(open);
  const answer = (kept: boolean) => {
    if (!isFirst()) return;
    onClose(kept);
    if (kept) return;
    void notices.watch(client.removePhone(phone.id)).then(() => focusOnWall());
  };
  return (
    <Dialog modalType="alert" open={open} onOpenChange={(_, data) => !data.open && answer(true)}>
      <Question
        title={`Remove ${phone.name}?`}
        text={`The phone is gone with its app, its notifications and its settings. As after an uninstall, ${service} no longer knows its push token, and Dynamics learns of that at the next push.`}
        action="Remove"
        onConfirm={() => answer(false)}
        onKeep={() => answer(true)}
      />
    </Dialog>
  );
}
