import { Button, Field, Input } from '@fluentui/react-components';
import { type FormEvent, useId, useState } from 'react';
import type { Choice } from './choices.ts';

interface ValueRowProps {
  label: string;
  hint?: string;
  /** What is set now; empty where there is nothing of the kind. */
  value: string;
  /** What the button says. */
  action: string;
  choices?: readonly Choice[];
  placeholder?: string;
  /** Why it cannot be set now. */
  why?: string | undefined;
  /** Undefined where it was refused: what is written stays then. */
  onSet(value: string): Promise<unknown>;
}

/**
 * A value that is typed, or found among suggestions as it is typed. It follows the phone, except for what is typed and
 * not set yet.
 */
export function ValueRow({ label, hint, value, action, choices, placeholder, why, onSet }: ValueRowProps) {
  const [draft, setDraft] = useState<string>();
  const listId = useId();
  const written = draft ?? value;
  const typed = written.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (typed === '' || typed === value || why !== undefined) return;
    const set = await onSet(typed);
    // It may be written on meanwhile.
    if (set !== undefined) setDraft((now) => (now === draft ? undefined : now));
  };
  return (
    <form className="control-value" onSubmit={submit}>
      <Field label={label} hint={why ?? hint}>
        <Input
          size="small"
          value={written}
          list={choices ? listId : undefined}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, data) => setDraft(data.value)}
          // All suggestions come up only where nothing is written.
          onFocus={(event) => event.target.select()}
        />
      </Field>
      {choices ? (
        <datalist id={listId}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </datalist>
      ) : null}
      <Button
        size="small"
        type="submit"
        aria-label={`${action} ${label.toLowerCase()}`}
        disabledFocusable={typed === '' || typed === value || why !== undefined}
      >
        {action}
      </Button>
    </form>
  );
}
