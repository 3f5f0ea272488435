import type { PracticeCredentials } from '../../../../src/control/channel-wire.ts';
import type { AppDraft } from './draft.ts';

/** Only the parts that are switched on; a name is never replaced. */
export function filledWith({ bundleId, files }: PracticeCredentials, draft: AppDraft): Partial<AppDraft> {
  const good = (kind: string) => files.find((file) => file.good && file.kind === kind);
  const key = good('signing-key');
  const account = good('service-account');
  const text = (content: string) => new TextDecoder().decode(bytesOf(content));
  return {
    ...(draft.name.trim() ? {} : { name: 'My practice app' }),
    ...(key && draft.ios
      ? {
          ...{ authentication: 'token', mode: 'sandbox', bundleId },
          ...{ keyId: key.keyId ?? '', teamId: key.teamId ?? '' },
          key: { name: key.name, content: text(key.content) },
        }
      : {}),
    ...(account && draft.android ? { account: { name: account.name, content: text(account.content) } } : {}),
  };
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
