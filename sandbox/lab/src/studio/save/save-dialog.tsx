import {
  Body1,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
  Spinner,
} from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import type { StudioPreview } from '../../../../src/control/studio-wire.ts';
import { useBusy } from '../../use-busy.ts';
import { useLatest } from '../../use-remote.ts';
import { countOf } from '../mistakes.ts';
import { useStudio } from '../studio-context.ts';

const DiffView = lazy(() => import('./diff-view.tsx'));

interface SaveDialogProps {
  /** Undefined: there is no dialog. */
  preview: StudioPreview | undefined;
  /** Something is to be done once it is saved: what the button says. */
  action: string;
  onCancel(): void;
  onSave(): Promise<void>;
}

/** What saving would write, before it is written. */
export function SaveDialog({ preview, action, onCancel, onSave }: SaveDialogProps) {
  const { draft } = useStudio();
  const [saving, run] = useBusy();
  const mistakes = draft.verdict?.mistakes.length ?? 0;
  // It is still read while the dialog fades out.
  const shown = useLatest(preview);
  return (
    <Dialog open={preview !== undefined} onOpenChange={(_, { open }) => open || saving || onCancel()}>
      <DialogSurface className="studio-save">
        <DialogBody>
          <DialogTitle>{shown?.before ? 'Save the changes' : 'Create the configuration'}</DialogTitle>
          <DialogContent>
            <Body1 as="p" className="studio-path">
              In <code>{draft.project?.folder}</code>:
            </Body1>
            {shown ? <Written preview={shown} file={draft.project?.file ?? ''} /> : null}
            {mistakes > 0 ? (
              <MessageBar intent="warning" layout="multiline">
                <MessageBarBody>
                  The configuration has {countOf(mistakes)}. It can be saved, but not built until they are
                  corrected.
                </MessageBarBody>
              </MessageBar>
            ) : null}
          </DialogContent>
          <DialogActions>
            <Button disabledFocusable={saving} onClick={onCancel}>
              Cancel
            </Button>
            <Button appearance="primary" disabledFocusable={saving} onClick={() => void run(onSave)}>
              {saving ? 'Saving …' : action}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Written({ preview: { before, after, files }, file }: { preview: StudioPreview; file: string }) {
  return (
    <>
      {before === after ? null : (
        <>
          <Body1 as="p">
            <code>{file}</code>
          </Body1>
          <Suspense fallback={<Spinner size="tiny" label="Comparing" />}>
            <DiffView before={before} after={after} />
          </Suspense>
        </>
      )}
      {files.length > 0 ? (
        <ul className="studio-written">
          {files.map(({ path, bytes, replaces }) => (
            <li key={path}>
              <code>{path}</code> ({Math.ceil(bytes / 1000)} kB)
              {replaces ? ', in place of the one that is there' : ', new'}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
