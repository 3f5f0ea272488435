import { Caption1 } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { idOf } from './id-of.ts';

interface PartsFieldProps {
  name: string;
  label: string;
  hint: string;
  error: string;
  children: ReactNode;
}

/** A field of several controls, under one name. */
export const PartsField = ({ name, label, hint, error, children }: PartsFieldProps) => (
  <fieldset id={idOf(name)} className="studio-parts">
    <legend>{label}</legend>
    {children}
    <div role="alert">
      {error ? (
        <Caption1 block className="studio-error">
          {error}
        </Caption1>
      ) : null}
    </div>
    <Caption1 block className="studio-hint">
      {hint}
    </Caption1>
  </fieldset>
);
