import { Button, Caption1, Switch } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';

/** A part of the controls, under a heading. */
export function ControlSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="control-section" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

interface ControlRowProps {
  name: string;
  /** What comes of it. */
  hint: string;
  /** Why it cannot be done now. */
  why?: string | undefined;
  onDo(): void;
}

/** Something that is done at once, with what comes of it beside it. */
export function ControlRow({ name, hint, why, onDo }: ControlRowProps) {
  const id = useId();
  return (
    <div className="control-row">
      <Button size="small" disabledFocusable={why !== undefined} aria-describedby={id} onClick={onDo}>
        {name}
      </Button>
      <Caption1 id={id}>{why ?? hint}</Caption1>
    </div>
  );
}

interface SwitchRowProps {
  name: string;
  hint: string;
  on: boolean;
  onFlip(on: boolean): void;
}

export function SwitchRow({ name, hint, on, onFlip }: SwitchRowProps) {
  const id = useId();
  return (
    <div className="control-row">
      <Switch
        label={name}
        checked={on}
        aria-describedby={id}
        onChange={(_, { checked }) => onFlip(checked)}
      />
      <Caption1 id={id}>{hint}</Caption1>
    </div>
  );
}
