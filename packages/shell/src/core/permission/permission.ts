import { type Document, openDocument } from '../document.ts';
import type { Log } from '../log.ts';
import type { ClockPort, Device, PushPort, StorePort, SystemPermission } from '../ports.ts';
import { within } from '../within.ts';
import { hasDialog, type Permission, readPermission } from './rules.ts';

/** The permission to notify. Reads never show anything. */
export interface PermissionKeeper {
  /** As last read; before that, nothing is granted. */
  current(): Permission;
  /** Reads the system again. Where it does not answer within 5 s, the last reading stands. */
  refresh(): Promise<Permission>;
  /** Asks the person. Whoever asks while the dialog is up shares it. */
  prompt(): Promise<Permission>;
}

export interface PermissionOptions {
  push: PushPort;
  store: StorePort;
  clock: ClockPort;
  device: Device;
  log: Log;
  /** Called after a reading that grants what was not granted, or the reverse. */
  onChange: () => void;
}

const READ_MS = 5_000;

interface State {
  current: Permission;
  asked: Document<{ asked: boolean }>;
  asking: Promise<Permission> | undefined;
}

export async function openPermission(options: PermissionOptions): Promise<PermissionKeeper> {
  const { store, clock, log, device } = options;
  const asked = await openDocument({ store, key: 'permission', empty: { asked: false }, log, clock });
  const unknown = { granted: false, canAskAgain: hasDialog(device), status: 'undetermined' } as const;
  const state: State = { current: readPermission(unknown, device, false), asked, asking: undefined };
  return {
    current: () => state.current,
    refresh: () => refresh(state, options),
    prompt() {
      state.asking ??= ask(state, options).finally(() => {
        state.asking = undefined;
      });
      return state.asking;
    },
  };
}

async function refresh(state: State, options: PermissionOptions): Promise<Permission> {
  const { clock, push, log } = options;
  const system = await within(clock, READ_MS, () => push.permission());
  if (system) accept(state, options, system);
  else log('permission.unreadable', 'The system did not say whether notifications are allowed.');
  return state.current;
}

async function ask(state: State, options: PermissionOptions): Promise<Permission> {
  const before = await refresh(state, options);
  if (before.granted || !hasDialog(options.device)) return before;
  try {
    const system = await options.push.requestPermission();
    await state.asked.set({ asked: true });
    accept(state, options, system);
  } catch (error) {
    options.log('permission.unasked', `The system could not ask for permission: ${error}`);
  }
  return state.current;
}

function accept(state: State, { device, onChange, log }: PermissionOptions, system: SystemPermission): void {
  const before = state.current;
  state.current = readPermission(system, device, state.asked.get().asked);
  if (before.granted === state.current.granted) return;
  log('permission.changed', `Notifications are ${state.current.granted ? 'allowed' : 'not allowed'} now.`);
  onChange();
}
