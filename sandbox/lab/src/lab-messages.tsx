import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { ConnectionStatus } from './connection/connection.ts';
import { useLab } from './lab-context.ts';
import type { Notice } from './notices.ts';
import { useStore } from './store.ts';

/** What went wrong: the connection first, then calls that were refused. */
export function LabMessages() {
  const { connection, notices } = useLab();
  const status = useStore(connection.status);
  const list = useStore(notices);
  return (
    <div className="lab-messages">
      {status === 'lost' || status === 'refused' ? (
        <ConnectionMessage key="connection" status={status} />
      ) : null}
      {list.map((notice) => (
        <NoticeMessage key={notice.id} notice={notice} onDismiss={() => notices.dismiss(notice.id)} />
      ))}
    </div>
  );
}

function ConnectionMessage({ status }: { status: ConnectionStatus }) {
  if (status === 'lost')
    return (
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>The sandbox does not answer.</MessageBarTitle> The lab tries again every few
          seconds. If you stopped the sandbox, start it with npm start.
        </MessageBarBody>
      </MessageBar>
    );
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>This page belongs to an earlier run of the sandbox.</MessageBarTitle> Reload it to
        connect again.
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => location.reload()}>Reload</Button>
      </MessageBarActions>
    </MessageBar>
  );
}

function NoticeMessage({ notice, onDismiss }: { notice: Notice; onDismiss(): void }) {
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{notice.text}</MessageBarTitle> {notice.remedy} <code>{notice.code}</code>
      </MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            aria-label="Dismiss"
            icon={<DismissRegular />}
            onClick={onDismiss}
          />
        }
      />
    </MessageBar>
  );
}
