import { useState } from 'react';
import type { Phone } from '../../../src/control/wire.ts';
import { useLab } from '../lab-context.ts';

/** What the person has pulled over the app: the notification shade, or the system's settings of the app. */
export type Overlay = 'none' | 'shade' | 'settings';

export type PhoneActions = ReturnType<typeof usePhone>;

/** One phone in the person's hand: what lies over its app, and everything that can be done with it. */
export function usePhone(phone: Phone) {
  const { client, notices } = useLab();
  const [pulled, pull] = useState<Overlay>('none');
  const { id } = phone;
  const overlay: Overlay = phone.settingsOpen ? 'settings' : pulled;
  const act = (call: Promise<Phone>) => void notices.watch(call);
  /** Everything but the shade itself puts away what was pulled over the app. */
  const put = (call: Promise<Phone>) => {
    pull('none');
    act(call);
  };
  return {
    overlay,
    toggleShade: () => pull(overlay === 'shade' ? 'none' : 'shade'),
    closeShade: () => pull('none'),
    openSettings() {
      pull('settings');
      if (phone.state === 'foreground') act(client.background(id));
    },
    /** Back from the settings: into the app if it still runs, else to the home screen. */
    closeSettings() {
      pull('none');
      if (phone.state !== 'killed') act(client.launch(id));
    },
    home: () => put(client.background(id)),
    launch: () => put(client.launch(id)),
    kill: () => put(client.kill(id)),
    reinstall: () => put(client.reinstall(id)),
    openStartPage: () => put(client.load(id, '/')),
    rotateToken: () => act(client.rotateToken(id)),
    setNotifications: (enabled: boolean) => act(client.setNotifications(id, enabled)),
    setOnline: (enabled: boolean) => act(client.setOnline(id, enabled)),
    answer: (answer: 'allow' | 'deny' | 'dismiss') => act(client.answerDialog(id, answer)),
    tap: (notificationId: string) => put(client.tap(id, notificationId)),
    closeBrowser: () => act(client.closeBrowser(id)),
  };
}
