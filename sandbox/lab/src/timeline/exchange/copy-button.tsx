import { Button } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useState } from 'react';

/** Copies a text; says so on itself and to screen readers. `text` is made when it is wanted. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const copy = () =>
    navigator.clipboard.writeText(text()).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        icon={copied === 'yes' ? <CheckmarkRegular /> : <CopyRegular />}
        onClick={copy}
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
