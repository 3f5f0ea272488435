import { Button } from '@fluentui/react-components';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useRef, useState } from 'react';

interface FileButtonsProps {
  label: string;
  /** As a file dialog filters: `image/png`. */
  accept: string;
  named: boolean;
  upload(file: File): Promise<void>;
  remove(): void;
}

/** Choose a file, or take it out of the configuration. */
export function FileButtons({ label, accept, named, upload, remove }: FileButtonsProps) {
  const input = useRef<HTMLInputElement>(null);
  const choose = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  const text = busy ? 'Checking …' : named ? 'Replace …' : 'Choose a file …';
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    await upload(file);
    setBusy(false);
  };
  return (
    <div className="studio-file-buttons">
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={`File: ${label}`}
        onChange={async ({ target }) => {
          await take(target.files?.[0]);
          // The same file can be chosen again, once it is mended.
          target.value = '';
        }}
      />
      <Button
        ref={choose}
        size="small"
        icon={<ArrowUploadRegular />}
        disabledFocusable={busy}
        aria-label={`${text}: ${label}`}
        onClick={() => input.current?.click()}
      >
        {text}
      </Button>
      {named ? (
        <Button
          size="small"
          appearance="subtle"
          icon={<DeleteRegular />}
          aria-label={`Remove: ${label}`}
          onClick={() => {
            remove();
            choose.current?.focus();
          }}
        >
          Remove
        </Button>
      ) : null}
    </div>
  );
}
