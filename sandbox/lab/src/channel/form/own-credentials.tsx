import { Button, Caption1 } from '@fluentui/react-components';
import { useState } from 'react';
import { useLab } from '../../lab-context.ts';
import type { AppDraft } from './draft.ts';
import { filledWith } from './fill.ts';

interface OwnCredentialsProps {
  /** `part` gets the form as it is when the answer has come. */
  onFill(part: (now: AppDraft) => Partial<AppDraft>): void;
}

/** Fills the form with what the sandbox's own Apple and Google know. */
export function OwnCredentials({ onFill }: OwnCredentialsProps) {
  const { client, notices } = useLab();
  const [filled, setFilled] = useState(false);
  const fill = async () => {
    const practice = await notices.watch(client.practiceCredentials());
    if (!practice) return;
    onFill((now) => filledWith(practice, now));
    setFilled(true);
  };
  return (
    <div className="own-credentials">
      <Caption1>
        Nothing at hand to try it with? The sandbox’s own Apple and Google know these credentials.
      </Caption1>
      <Button size="small" onClick={() => void fill()}>
        Use the sandbox’s own credentials
      </Button>
      <Caption1 role="status">{filled ? 'Filled in: save, and see them become valid.' : ''}</Caption1>
    </div>
  );
}
