import { type ReactNode, useId } from 'react';

interface SwitchRowProps {
  label: string;
  checked: boolean;
  onChange(on: boolean): void;
}

/** A setting that is on or off. */
export function SwitchRow({ label, checked, onChange }: SwitchRowProps) {
  const id = useId();
  return (
    <div className="settings-row">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        className="os-switch"
        checked={checked}
        aria-checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
    </div>
  );
}

interface LinkRowProps {
  label: string;
  value: string;
  onOpen(): void;
}

/** Leads to another page of the settings. */
export function LinkRow({ label, value, onOpen }: LinkRowProps) {
  return (
    <button type="button" className="settings-row settings-link" onClick={onOpen}>
      <span className="settings-label">
        {label}
        <span className="settings-value">{value}</span>
      </span>
      <svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" aria-hidden="true">
        <path d="m9 5 7 7-7 7" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </button>
  );
}

interface ChoiceProps {
  /** The same for all of one question. */
  group: string;
  label: string;
  text: string;
  checked: boolean;
  onPick(): void;
}

/** One answer of several. */
export function ChoiceRow({ group, label, text, checked, onPick }: ChoiceProps) {
  const id = useId();
  return (
    <div className="settings-row">
      <input
        id={id}
        type="radio"
        className="os-radio"
        name={group}
        checked={checked}
        aria-describedby={`${id}-text`}
        onChange={onPick}
      />
      <span className="settings-label">
        <label htmlFor={id}>{label}</label>
        <span id={`${id}-text`} className="settings-value">
          {text}
        </span>
      </span>
    </div>
  );
}

/** Rows that belong together. */
export const Card = ({ children }: { children: ReactNode }) => (
  <div className="settings-card">{children}</div>
);
