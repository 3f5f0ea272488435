import { Button, Caption1, Subtitle2 } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useLab } from '../../lab-context.ts';
import { useLostFocus } from '../../lost-focus.ts';
import { AppForm } from './app-form.tsx';
import { emptyApp } from './draft.ts';

interface NewAppProps {
  /** It was opened from the list, not by a link. */
  fromList: boolean;
  onSaved(id: string): void;
  onCancel(): void;
}

/** A new mobile app. */
export function NewApp({ fromList, onSaved, onCancel }: NewAppProps) {
  const { client } = useLab();
  return (
    <div className="channel">
      <header className="channel-head">
        <div className="channel-title">
          <Button
            ref={useLostFocus(fromList)}
            appearance="subtle"
            icon={<ArrowLeftRegular />}
            aria-label="All mobile apps"
            onClick={onCancel}
          />
          <Subtitle2 as="h2">New mobile app</Subtitle2>
        </div>
      </header>
      <Caption1 as="p" className="channel-note">
        One mobile app serves iOS, Android or both. Dynamics checks the credentials once they are saved.
      </Caption1>
      <AppForm
        initial={emptyApp}
        submitLabel="Save and check"
        onSave={client.createMobileApp}
        onSaved={({ mobileAppId }) => onSaved(mobileAppId)}
        onCancel={onCancel}
      />
    </div>
  );
}
