import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { AccessToken } from '../../../../src/control/channel-wire.ts';

interface RevokeTokenProps {
  token: AccessToken | undefined;
  onRevoke(token: AccessToken): void;
  onClose(): void;
}

/** Asks before an access token is revoked: it cannot be brought back. */
export function RevokeToken({ token, onRevoke, onClose }: RevokeTokenProps) {
  return (
    <Dialog
      modalType="alert"
      open={token !== undefined}
      onOpenChange={(_, { open }) => (open ? undefined : onClose())}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Revoke {token?.ending}?</DialogTitle>
          <DialogContent>
            Dynamics still answers registrations with it, but they stay Pending for ever. It cannot be brought
            back.
            {token?.inUse
              ? ' The sandbox registers its phones with this one: until the sandbox is started anew, no phone can be registered.'
              : ''}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => token && onRevoke(token)}>
              Revoke
            </Button>
            <Button onClick={onClose}>Keep it</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
