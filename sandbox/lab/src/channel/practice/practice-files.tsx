import { Body1Strong, Button, Caption1, Subtitle2 } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useCallback, useState } from 'react';
import type { PracticeCredentials, PracticeFile } from '../../../../src/control/channel-wire.ts';
import { useLab } from '../../lab-context.ts';
import { useRemote } from '../../use-remote.ts';

/** Files such as Apple and Google give, to take in hand: good ones, and those that people upload by mistake. */
export function PracticeFiles() {
  const [open, setOpen] = useState(false);
  return (
    <details className="practice" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <Subtitle2 as="h3">Files to practise with</Subtitle2>
      </summary>
      {open ? <Files /> : null}
    </details>
  );
}

function Files() {
  const { client } = useLab();
  const practice = useRemote(useCallback(() => client.practiceCredentials(), [client])).value;
  if (!practice) return <Caption1 role="status">The keys are being made …</Caption1>;
  return (
    <>
      <Caption1 as="p" className="channel-note">
        They are known to the sandbox’s own Apple and Google only. Bundle id and package name:{' '}
        <code>{practice.bundleId}</code>; Firebase project: <code>{practice.projectId}</code>.
      </Caption1>
      <FileList title="Good" files={practice.files.filter(({ good }) => good)} />
      <FileList title="Wrong, to see what happens" files={practice.files.filter(({ good }) => !good)} />
    </>
  );
}

function FileList({ title, files }: { title: string; files: PracticeCredentials['files'] }) {
  return (
    <>
      <Body1Strong as="h4">{title}</Body1Strong>
      <ul className="practice-files">
        {files.map((file) => (
          <li key={file.name}>
            <Button
              size="small"
              icon={<ArrowDownloadRegular />}
              aria-label={`Download ${file.name}`}
              onClick={() => save(file)}
            >
              {file.name}
            </Button>
            <Caption1>
              {file.about} {withIt(file)}
            </Caption1>
          </li>
        ))}
      </ul>
    </>
  );
}

const withIt = ({ keyId, teamId, password }: PracticeFile): string =>
  [keyId && teamId ? `Key id ${keyId}, team id ${teamId}.` : '', password ? `Password ${password}` : '']
    .filter(Boolean)
    .join(' ');

function save({ name, content }: PracticeFile): void {
  const bytes = Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
