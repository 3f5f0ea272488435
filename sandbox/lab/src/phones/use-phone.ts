import { useState } from 'react';
import type { Phone } from '../../../src/control/wire.ts';
import { useLab } from '../lab-context.ts';

export type PhoneActions = ReturnType<typeof usePhone>;

/** One phone in the person's hand: what they have pulled over its app, and everything that can be done with it. */
export function usePhone(phone: Phone) {
  const { client, notices } = useLab();
  const [shade, setShade] = useState(false);
  const [wentToSettings, setWentToSettings] = useState(false);
  const { id, state } = phone;
  const settings = phone.settingsOpen || wentToSettings;
  const act = (call: Promise<Phone>) => void notices.watch(call);
  const putAway = () => {
    setShade(false);
    setWentToSettings(false);
  };
  /** Looks at the app again, whatever lay over it. */
  const lookAtApp = (call: Promise<Phone>) => {
    putAway();
    act(call);
  };
  return {
    /** The notifications are pulled down. */
    shade,
    /** The system's settings of the app are on the screen. */
    settings,
    /** From what the app itself has opened the only way is back, into the app. */
    canGoHome: state === 'foreground' || ((shade || settings) && !phone.settingsOpen),
    toggleShade: () => setShade(!shade),
    openSettings() {
      setShade(false);
      setWentToSettings(true);
      if (state === 'foreground') act(client.background(id));
    },
    /** Back from the settings: into the app if it still runs, else to the home screen. */
    closeSettings() {
      putAway();
      if (state !== 'killed') act(client.launch(id));
    },
    home() {
      putAway();
      if (state === 'foreground') act(client.background(id));
    },
    launch: () => lookAtApp(client.launch(id)),
    kill: () => lookAtApp(client.kill(id)),
    reinstall: () => lookAtApp(client.reinstall(id)),
    openStartPage: () => lookAtApp(client.load(id, '/')),
    rotateToken: () => act(client.rotateToken(id)),
    setNotifications: (enabled: boolean) => act(client.setNotifications(id, enabled)),
    setOnline: (enabled: boolean) => act(client.setOnline(id, enabled)),
    answer: (answer: 'allow' | 'deny' | 'dismiss') => act(client.answerDialog(id, answer)),
    tap: (notificationId: string) => lookAtApp(client.tap(id, notificationId)),
    closeBrowser: () => act(client.closeBrowser(id)),
  };
}
