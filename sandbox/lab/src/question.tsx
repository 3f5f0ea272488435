import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';

export interface QuestionProps {
  /** A question. */
  title: string;
  /** What is lost. */
  text: string;
  /** The verb of the title. */
  action: string;
  /** The way out; default: “Cancel”. */
  keep?: string;
  onConfirm(): void;
  onKeep(): void;
}

/** What a dialog shows that asks before something is lost. */
export function Question({ title, text, action, keep = 'Cancel', onConfirm, onKeep }: QuestionProps) {
  return (
    <DialogSurface>
      <DialogBody>
        <DialogTitle>{title}</DialogTitle>
        <DialogContent>{text}</DialogContent>
        <DialogActions>
          <Button appearance="primary" onClick={onConfirm}>
            {action}
          </Button>
          <Button onClick={onKeep}>{keep}</Button>
        </DialogActions>
      </DialogBody>
    </DialogSurface>
  );
}
