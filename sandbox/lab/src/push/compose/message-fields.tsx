import { Field, Input, Textarea } from '@fluentui/react-components';
import { type ChangeEvent, useRef } from 'react';
import type { Preview } from '../../../../src/control/message-wire.ts';
import type { Draft, DraftErrors, DraftField } from '../draft.ts';
import './compose.css';
import { InsertPlaceholder } from './insert-placeholder.tsx';
import { placeholderText } from './placeholder-text.ts';
import { type Attribute, insertAt } from './placeholders.ts';

interface MessageFieldsProps {
  draft: Draft;
  errors: DraftErrors;
  attributes: readonly Attribute[];
  placeholders: Preview['placeholders'];
  /** What a tap will do with the link, as far as that is known. */
  tap?: string | undefined;
  onChange(part: Partial<Draft>): void;
}

const FIELDS: readonly {
  name: DraftField;
  label: string;
  hint?: string;
  placeholder?: string;
  personal?: boolean;
}[] = [
  { name: 'title', label: 'Title', personal: true },
  { name: 'subtitle', label: 'Subtitle', hint: 'iOS only: Android has none.', personal: true },
  { name: 'body', label: 'Message', personal: true },
  { name: 'link', label: 'Link', placeholder: '/orders/42', personal: true },
  {
    ...{ name: 'imageUrl', label: 'Image', placeholder: 'https://…/picture.png' },
    hint: 'Public https address, twice as wide as high, such as 1,024 × 512; under 1 MB for Android.',
  },
];

const NO_LINK = 'Empty: a tap opens the app.';

/** The fields of a push message. Placeholders are inserted at the caret, and judged as they are typed. */
export function MessageFields({ errors, placeholders, tap, ...rest }: MessageFieldsProps) {
  return (
    <>
      {FIELDS.map((field) => {
        const doubts = placeholders
          .filter((each) => each.field === field.name && each.problem)
          .map(placeholderText);
        const hint = field.name === 'link' ? (rest.draft.link ? tap : NO_LINK) : field.hint;
        return (
          <MessageField
            key={field.name}
            {...{ ...rest, ...field, hint }}
            error={errors[field.name]}
            doubt={doubts.join(' ') || undefined}
          />
        );
      })}
    </>
  );
}

interface MessageFieldProps extends Pick<MessageFieldsProps, 'draft' | 'attributes' | 'onChange'> {
  name: DraftField;
  label: string;
  hint?: string | undefined;
  placeholder?: string;
  personal?: boolean;
  error?: string | undefined;
  doubt?: string | undefined;
}

function MessageField({ name, label, hint, error, doubt, ...props }: MessageFieldProps) {
  const { draft, attributes, placeholder, personal, onChange } = props;
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const insert = (text: string) => {
    const { selectionStart, selectionEnd } = input.current ?? {};
    const start = selectionStart ?? draft[name].length;
    const put = insertAt(draft[name], text, { start, end: selectionEnd ?? start });
    onChange({ [name]: put.text });
    // The menu gives the focus back first.
    setTimeout(() => {
      input.current?.focus();
      input.current?.setSelectionRange(put.caret, put.caret);
    }, 50);
  };
  const control = {
    ...{ ref: input, value: draft[name], placeholder },
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onChange({ [name]: event.target.value }),
  };
  return (
    <div className="compose-field">
      <Field
        label={label}
        required={name === 'title'}
        hint={hint}
        validationState={error ? 'error' : doubt ? 'warning' : 'none'}
        validationMessage={error ?? doubt}
      >
        {name === 'body' ? <Textarea rows={2} {...control} /> : <Input {...control} />}
      </Field>
      {personal ? (
        <InsertPlaceholder field={label.toLowerCase()} attributes={attributes} onInsert={insert} />
      ) : null}
    </div>
  );
}
