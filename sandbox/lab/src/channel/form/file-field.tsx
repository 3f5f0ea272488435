import { Button, Field } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { type DragEvent, useRef, useState } from 'react';
import type { GivenFile } from './draft.ts';
import { readFile } from './read-file.ts';

interface FileFieldProps {
  label: string;
  /** As `.p8`. */
  accept: string;
  kind: 'text' | 'base64';
  value: GivenFile | undefined;
  /** One is saved already. */
  saved: boolean;
  hint?: string;
  error?: string | undefined;
  onChange(file: GivenFile | undefined): void;
}

/** A file by picker or drop. */
export function FileField({ label, accept, kind, value, saved, hint, error, onChange }: FileFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [unread, setUnread] = useState('');
  const take = async (file: File | undefined) => {
    if (!file) return;
    const read = await readFile(file, kind);
    setUnread(typeof read === 'string' ? read : '');
    if (typeof read !== 'string') onChange(read);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const none = saved ? 'One is saved. Choose a file to replace it.' : 'Choose a file, or drop it here.';
  return (
    <Field label={label} hint={hint} validationMessage={unread || error}>
      {({ 'aria-labelledby': _, ...field }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is beside the button, which does the same
        <div
          className="file-field"
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <input
            ref={input}
            type="file"
            hidden
            accept={accept}
            onChange={({ target }) => {
              void take(target.files?.[0]);
              target.value = '';
            }}
          />
          <span className="file-field-name" id={`${field.id}-name`}>
            {value ? (
              <>
                <DocumentRegular /> {value.name}
              </>
            ) : (
              none
            )}
          </span>
          {value ? (
            <Button
              size="small"
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label={`Remove ${value.name}`}
              onClick={() => onChange(undefined)}
            />
          ) : null}
          <Button
            {...field}
            size="small"
            aria-label={`${value ? 'Choose another' : 'Choose file'}: ${label}`}
            onClick={() => input.current?.click()}
          >
            {value ? 'Choose another' : 'Choose file'}
          </Button>
        </div>
      )}
    </Field>
  );
}
