import { Badge, Caption1 } from '@fluentui/react-components';
import { ImageRegular } from '@fluentui/react-icons/svg/image';
import { useEffect, useState } from 'react';
import type { StudioFile } from '../../../../src/control/studio-wire.ts';
import { useLab } from '../../lab-context.ts';
import type { FieldOf } from '../fields/field.ts';
import { FileButtons } from './file-buttons.tsx';
import { PartsField } from './parts-field.tsx';
import { textOf, useField } from './use-field.ts';

export function PictureField({ field }: { field: FieldOf<'picture'> }) {
  const { value, file, validationMessage, change, upload } = useField(field.name);
  return (
    <PartsField {...field} hint={`${field.hint} ${field.wants}.`} error={validationMessage}>
      <div className="studio-picture">
        <Thumbnail file={file} label={field.label} />
        <div className="studio-file-about">
          {value === undefined ? <Caption1>None</Caption1> : <code>{textOf(value)}</code>}
          <Facts file={file} />
          <FileButtons
            {...{ label: field.label, accept: 'image/png', named: value !== undefined, upload }}
            remove={() => change(undefined)}
          />
        </div>
      </div>
    </PartsField>
  );
}

function Facts({ file }: { file: StudioFile | undefined }) {
  if (!file?.picture) return null;
  const { width, height, isTransparent } = file.picture;
  return (
    <Caption1>
      {width} × {height}, {isTransparent ? 'with transparency' : 'without transparency'}{' '}
      {file.unsaved ? <Badge appearance="tint">not saved yet</Badge> : null}
    </Caption1>
  );
}

function Thumbnail({ file, label }: { file: StudioFile | undefined; label: string }) {
  const { client } = useLab();
  const [source, setSource] = useState<string>();
  const path = file?.picture ? file.path : undefined;
  // Another picture at the same place has another size; one saved is the one that was shown.
  const bytes = file?.bytes;
  useEffect(() => {
    setSource(undefined);
    if (path === undefined || bytes === undefined) return;
    let gone = false;
    client.studio.picture(path).then(
      ({ base64 }) => gone || setSource(`data:image/png;base64,${base64}`),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [client, path, bytes]);
  return (
    <div className="studio-thumbnail">
      {source ? <img src={source} alt={`${label} as it is now`} /> : <ImageRegular aria-hidden />}
    </div>
  );
}
