import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import type { ReactElement } from 'react';

interface ConfirmProps {
  /** The button that asks for it. */
  children: ReactElement;
  /** A question. */
  title: string;
  /** What is lost. */
  text: string;
  /** The verb of the title. */
  action: string;
  onConfirm(): void;
}

/** A button whose work cannot be undone: it asks first. */
export function Confirm({ children, title, text, action, onConfirm }: ConfirmProps) {
  return (
    <Dialog modalType="alert">
      <DialogTrigger disableButtonEnhancement>{children}</DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{text}</DialogContent>
          <DialogActions>
            <DialogTrigger action="close" disableButtonEnhancement>
              <Button appearance="primary" onClick={onConfirm}>
                {action}
              </Button>
            </DialogTrigger>
            <DialogTrigger action="close" disableButtonEnhancement>
              <Button>Cancel</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
