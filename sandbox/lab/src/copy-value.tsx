import { Button, Tooltip } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useState } from 'react';

/** A long value, cut to fit, with a button that copies the whole of it. */
export function CopyValue({ value, name }: { value: string; name: string }) {
  const [copied, setCopied] = useState('');
  const done = copied === value;
  return (
    <span className="copy-value">
      <code title={value}>{value}</code>
      <Tooltip content={done ? 'Copied' : `Copy ${name}`} relationship="label">
        <Button
          size="small"
          appearance="subtle"
          icon={done ? <CheckmarkRegular /> : <CopyRegular />}
          onClick={() =>
            navigator.clipboard.writeText(value).then(
              () => setCopied(value),
              () => setCopied(''),
            )
          }
        />
      </Tooltip>
    </span>
  );
}
