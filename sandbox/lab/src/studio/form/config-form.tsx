import { Body1, Subtitle2 } from '@fluentui/react-components';
import type { Field, FieldGroup } from '../fields/field.ts';
import { GROUPS } from '../fields/groups.ts';
import { ChoiceField, ColourField, SwitchField } from './choice-fields.tsx';
import { FirebaseField } from './firebase-field.tsx';
import './form.css';
import { ListField } from './list-field.tsx';
import { PictureField } from './picture-field.tsx';
import { NumberField, TextField } from './text-field.tsx';

/** Everything that a configuration can say. */
export const ConfigForm = () => (
  <form
    className="studio-form"
    aria-label="Configuration"
    noValidate
    onSubmit={(event) => event.preventDefault()}
  >
    {GROUPS.map((group) => (
      <Group key={group.id} group={group} />
    ))}
  </form>
);

const Group = ({ group: { id, title, about, fields } }: { group: FieldGroup }) => (
  <section className="studio-group" aria-labelledby={`studio-group-${id}`}>
    <Subtitle2 as="h3" id={`studio-group-${id}`}>
      {title}
    </Subtitle2>
    <Body1 as="p">{about}</Body1>
    <div className="studio-fields">
      {fields.map((field) => (
        <AnyField key={field.name} field={field} />
      ))}
    </div>
  </section>
);

function AnyField({ field }: { field: Field }) {
  switch (field.kind) {
    case 'text':
      return <TextField field={field} />;
    case 'number':
      return <NumberField field={field} />;
    case 'colour':
      return <ColourField field={field} />;
    case 'switch':
      return <SwitchField field={field} />;
    case 'choice':
      return <ChoiceField field={field} />;
    case 'list':
      return <ListField field={field} />;
    case 'picture':
      return <PictureField field={field} />;
    case 'firebase':
      return <FirebaseField field={field} />;
  }
}
