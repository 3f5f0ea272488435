import { Body1, Body1Strong, Spinner } from '@fluentui/react-components';
import { type ReactNode, useCallback } from 'react';
import type { DeveloperInformation, MobileApp } from '../../../../src/control/channel-wire.ts';
import { CopyValue } from '../../copy-value.tsx';
import { useLab } from '../../lab-context.ts';
import { useRemote } from '../../use-remote.ts';
import { AccessTokens } from './access-tokens.tsx';
import { gatewayEntry } from './gateway-entry.ts';
import type { Generated } from './new-token.tsx';

interface DeveloperTabProps {
  app: MobileApp;
  onGenerated(token: Generated): void;
}

/** What a developer is given: where to call, for which app, with which secret. */
export function DeveloperTab({ app, onGenerated }: DeveloperTabProps) {
  const { client } = useLab();
  const { mobileAppId } = app;
  const load = useCallback(
    async () => shown(await client.developerInformation(mobileAppId)),
    [client, mobileAppId],
  );
  const information = useRemote(load).value;
  if (!information) return <Spinner className="panel-loading" label="Asking Dynamics" />;
  const entry = gatewayEntry(app, information);
  return (
    <div className="developer">
      <dl className="channel-facts">
        <Fact name="Public endpoint">
          <CopyValue value={information.publicEndpoint} name="public endpoint" />
        </Fact>
        <Fact name="Organization ID">
          <CopyValue value={information.organizationId} name="organization id" />
        </Fact>
        <Fact name="Application ID">
          <CopyValue value={information.applicationId} name="application id" />
        </Fact>
      </dl>
      <AccessTokens app={app} onGenerated={onGenerated} />
      <section aria-labelledby="gateway-entry">
        <Body1Strong as="h3" id="gateway-entry">
          What to do with it
        </Body1Strong>
        <Body1 as="p" className="channel-note">
          The gateway registers devices with these values. Put this into <code>apps</code> of its
          configuration, and the access token into the environment variable that it names. Never give the
          token to the app or the page.
        </Body1>
        <div className="developer-entry">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section tabIndex={0} aria-label="Entry of the gateway’s configuration">
            <pre>{entry}</pre>
          </section>
          <CopyValue value={entry} name="entry" />
        </div>
        <Body1 as="p" className="channel-note">
          More: <code>packages/gateway/README.md</code>, and <code>docs/gateway/reconcile.md</code> for
          changing a token without a gap.
        </Body1>
      </section>
    </div>
  );
}

/** The tokens do not enter the page. */
const shown = ({ accessTokens: _, ...information }: DeveloperInformation) => information;

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
