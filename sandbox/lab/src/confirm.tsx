import { Dialog, DialogTrigger } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { Question, type QuestionProps } from './question.tsx';
import { useFirstAnswer } from './use-first-answer.ts';

interface ConfirmProps extends Omit<QuestionProps, 'keep' | 'onKeep'> {
  /** The button that asks for it. */
  children: ReactElement;
}

/** A button whose work cannot be undone: it asks first. */
export function Confirm({ children, onConfirm, ...question }: ConfirmProps) {
  const [open, setOpen] = useState(false);
  const isFirst = useFirstAnswer(open);
  const answer = (confirmed: boolean) => {
    if (!isFirst()) return;
    setOpen(false);
    if (confirmed) onConfirm();
  };
  return (
    <Dialog
      modalType="alert"
      open={open}
      onOpenChange={(_, data) => (data.open ? setOpen(true) : answer(false))}
    >
      <DialogTrigger disableButtonEnhancement>{children}</DialogTrigger>
      <Question {...question} onConfirm={() => answer(true)} onKeep={() => answer(false)} />
    </Dialog>
  );
}
