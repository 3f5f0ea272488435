import type { SystemPermission, SystemToken, Tap } from '../src/core/ports.ts';

/** How the phone's system treats the permission to notify (facts: apns-fcm-phones.md §6). */
export type SystemKind = 'ios' | 'android-34' | 'android-31';

/** The part of a phone that outlives a process of the app. */
export class FakeSystem {
  readonly kind: SystemKind;
  readonly store = new Map<string, string>();
  allowed: 'undecided' | 'yes' | 'no';
  denials = 0;
  dialogs = 0;
  token = 'token-1-aaaaaaaa';
  /** What a read of the token does. */
  tokenIs: 'there' | 'hanging' | 'failing' = 'there';
  launchTap: Tap | undefined;
  settingsOpened = 0;
  loaded: string[] = [];
  outside: string[] = [];
  #answerDialog: (() => void) | undefined;

  constructor(kind: SystemKind) {
    this.kind = kind;
    this.allowed = kind === 'android-31' ? 'yes' : 'undecided';
  }

  get systemToken(): SystemToken {
    return { value: this.token, ...(this.kind === 'ios' ? { environment: 'development' as const } : {}) };
  }

  permission(): SystemPermission {
    const granted = this.allowed === 'yes';
    if (this.kind === 'android-34')
      return { granted, canAskAgain: this.denials < 2, status: granted ? 'granted' : 'denied' };
    const status = granted ? 'granted' : this.allowed === 'no' ? 'denied' : 'undetermined';
    return { granted, canAskAgain: status !== 'denied', status };
  }

  /** Settles when somebody answers the dialog; at once where none is shown. */
  ask(): Promise<SystemPermission> {
    const shows =
      this.kind === 'ios' ? this.allowed === 'undecided' : this.kind === 'android-34' && this.denials < 2;
    if (!shows || this.allowed === 'yes') return Promise.resolve(this.permission());
    this.dialogs += 1;
    return new Promise((resolve) => {
      this.#answerDialog = () => resolve(this.permission());
    });
  }

  get dialogIsUp(): boolean {
    return this.#answerDialog !== undefined;
  }

  answer(given: 'allow' | 'deny' | 'dismiss'): void {
    const settle = this.#answerDialog;
    this.#answerDialog = undefined;
    if (!settle) return;
    if (given === 'allow') this.allowed = 'yes';
    if (given === 'deny') {
      this.allowed = 'no';
      this.denials += 1;
    }
    settle();
  }

  /** The process that asked is gone, and its dialog with it. */
  cancelDialog(): void {
    this.#answerDialog = undefined;
  }
}

export const dynamicsPush = (
  kind: SystemKind,
  { title = 'Hello', body = 'World', ...data }: Record<string, string | null> = {},
): unknown => {
  const fields = { link: null, originalLink: null, trackingId: '', imageUrl: '', ...data };
  return kind === 'ios'
    ? { aps: { alert: { title, body } }, data: fields }
    : { data: { title, body, ...fields } };
};
