import { Dialog } from '@fluentui/react-components';
import type { AccessToken } from '../../../../src/control/channel-wire.ts';
import { Question } from '../../question.tsx';
import { useLatest } from '../../use-remote.ts';

interface RevokeTokenProps {
  token: AccessToken | undefined;
  onRevoke(token: AccessToken): void;
  onClose(): void;
}

/** Asks before an access token is revoked: it cannot be brought back. */
export function RevokeToken({ token, onRevoke, onClose }: RevokeTokenProps) {
  // It is still read while the dialog fades out.
  const asked = useLatest(token);
  return (
    <Dialog
      modalType="alert"
      open={token !== undefined}
      onOpenChange={(_, { open }) => (open ? undefined : onClose())}
    >
      <Question
        title={`Revoke ${asked?.ending}?`}
        text={`Dynamics still answers registrations with it, but they stay Pending for ever. It cannot be brought back.${asked?.inUse ? IN_USE : ''}`}
        action="Revoke"
        keep="Keep it"
        onConfirm={() => token && onRevoke(token)}
        onKeep={onClose}
      />
    </Dialog>
  );
}

const IN_USE =
  ' The sandbox registers its phones with this one: until the sandbox is started anew, no phone can be registered.';
