import { Button } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useState } from 'react';
import { copyText } from '../../copying.ts';

/** Copies a text; says so on itself and to screen readers. `text` is made when it is wanted. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const copy = async () => setCopied((await copyText(text())) ? 'yes' : 'no');
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        icon={copied === 'yes' ? <CheckmarkRegular /> : <CopyRegular />}
        onClick={() => void copy()}
        onBlur={() => setCopied(undefined)}
      >
        {label}
      </Button>
      <span className="visually-hidden" role="status">
        {copied === 'yes' ? 'Copied' : copied === 'no' ? 'The browser did not allow copying' : ''}
      </span>
    </>
  );
}
