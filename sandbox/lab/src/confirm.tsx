import { Dialog, DialogTrigger } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { Question, type QuestionProps } from './question.tsx';

interface ConfirmProps extends Omit<QuestionProps, 'keep' | 'onKeep'> {
  /** The button that asks for it. */
  children: ReactElement;
}

/** A button whose work cannot be undone: it asks first. */
export function Confirm({ children, onConfirm, ...question }: ConfirmProps) {
  const [open, setOpen] = useState(false);
  const confirm = () => {
    setOpen(false);
    onConfirm();
  };
  return (
    <Dialog modalType="alert" open={open} onOpenChange={(_, data) => setOpen(data.open)}>
      <DialogTrigger disableButtonEnhancement>{children}</DialogTrigger>
      <Question {...question} onConfirm={confirm} onKeep={() => setOpen(false)} />
    </Dialog>
  );
}
