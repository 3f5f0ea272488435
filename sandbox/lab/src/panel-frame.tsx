import { Button, MessageBar, MessageBarActions, MessageBarBody, Spinner } from '@fluentui/react-components';
import { Component, type ReactNode, Suspense } from 'react';

/** What a part of the lab shows while it is loaded, and when it cannot be: the lab around it goes on. */
export class PanelFrame extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });
  override render() {
    if (this.state.failed)
      return (
        <MessageBar className="panel-failed" intent="error" layout="multiline">
          <MessageBarBody>
            This part of the lab could not be shown. Is the sandbox still running?
          </MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => location.reload()}>Reload</Button>
          </MessageBarActions>
        </MessageBar>
      );
    return (
      <Suspense fallback={<Spinner className="panel-loading" label="Loading" />}>
        {this.props.children}
      </Suspense>
    );
  }
}
