import {
  Badge,
  Body1Strong,
  Button,
  Caption1,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { AccessToken, MobileApp } from '../../../../src/control/channel-wire.ts';
import { ControlError } from '../../../../src/control/client.ts';
import { useLab } from '../../lab-context.ts';
import { useBusy } from '../../use-busy.ts';
import { useRemote } from '../../use-remote.ts';
import type { Generated } from './new-token.tsx';
import { RevokeToken } from './revoke-token.tsx';

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

interface AccessTokensProps {
  app: MobileApp;
  /** Whoever has gone on meanwhile has to see it, too. */
  onGenerated(token: Generated): void;
}

/** The access tokens of a mobile app: made, told once, revoked. */
export function AccessTokens({ app: { mobileAppId, name }, onGenerated }: AccessTokensProps) {
  const { client, notices } = useLab();
  const tokens = useRemote(useCallback(() => client.accessTokens(mobileAppId), [client, mobileAppId]));
  const [busy, run] = useBusy();
  const [refused, setRefused] = useState<ControlError>();
  const [revoking, setRevoking] = useState<AccessToken>();
  const generate = async () => {
    setRefused(undefined);
    const call = client.generateAccessToken(mobileAppId);
    const error: unknown = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof ControlError && error.problem.reason) return setRefused(error);
    const answer = await notices.watch(call);
    if (answer) onGenerated({ ...answer, name });
    tokens.refresh();
  };
  const revoke = async ({ id }: AccessToken) => {
    setRevoking(undefined);
    await notices.watch(client.revokeAccessToken(mobileAppId, id));
    tokens.refresh();
  };
  return (
    <section aria-labelledby="access-tokens">
      <div className="channel-head">
        <Body1Strong as="h3" id="access-tokens">
          Access tokens
        </Body1Strong>
        <Button
          {...useRestoreFocusTarget()}
          size="small"
          disabledFocusable={busy}
          onClick={() => void run(generate)}
        >
          Generate access token
        </Button>
      </div>
      {refused ? (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{refused.message}.</MessageBarTitle> {refused.problem.remedy}.
          </MessageBarBody>
        </MessageBar>
      ) : null}
      {tokens.value?.length === 0 ? (
        <Caption1 as="p" className="channel-note">
          None yet. Once the credentials are valid, generate one: the gateway registers devices with it.
        </Caption1>
      ) : (
        <TokenList tokens={tokens.value ?? []} onRevoke={setRevoking} />
      )}
      <RevokeToken token={revoking} onRevoke={revoke} onClose={() => setRevoking(undefined)} />
    </section>
  );
}

function TokenList({ tokens, onRevoke }: { tokens: AccessToken[]; onRevoke(token: AccessToken): void }) {
  const focusTarget = useRestoreFocusTarget();
  return (
    <ul className="token-list" aria-labelledby="access-tokens">
      {tokens.map((token) => (
        <li key={token.id}>
          <code>{token.ending}</code>
          <Caption1>
            {token.generatedAt === 0 ? 'Generated earlier' : `Generated ${moment.format(token.generatedAt)}`}
          </Caption1>
          {token.inUse ? (
            <Badge appearance="tint" color="informative">
              used by the sandbox
            </Badge>
          ) : null}
          <Button
            {...focusTarget}
            size="small"
            appearance="subtle"
            aria-label={`Revoke the token ${token.ending}`}
            onClick={() => onRevoke(token)}
          >
            Revoke
          </Button>
        </li>
      ))}
    </ul>
  );
}
