import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Textarea,
} from '@fluentui/react-components';
import { useState } from 'react';
import { copyText } from '../../copying.ts';
import { useLatest } from '../../use-remote.ts';

/** An access token, as it is generated. */
export interface Generated {
  accessToken: string;
  /** Of the mobile app. */
  name: string;
}

interface NewTokenProps {
  generated: Generated | undefined;
  onClose(): void;
}

/** The new access token, this once: nothing but “Done” puts it away. */
export function NewToken({ generated, onClose }: NewTokenProps) {
  const token = generated?.accessToken ?? '';
  const name = useLatest(generated?.name);
  const [copied, setCopied] = useState('');
  const copy = async () =>
    setCopied(
      (await copyText(token)) ? 'Copied.' : 'The browser did not let it be copied: select and copy it.',
    );
  const close = () => {
    setCopied('');
    onClose();
  };
  return (
    <Dialog modalType="alert" open={token !== ''}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>New access token of {name}</DialogTitle>
          <DialogContent className="new-token">
            <p>It works at once. Copy it now: it is not shown again.</p>
            <Textarea readOnly rows={6} value={token} textarea={{ 'aria-label': 'Access token' }} />
            <p role="status">{copied}</p>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => void copy()}>
              Copy
            </Button>
            <Button onClick={close}>Done</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
