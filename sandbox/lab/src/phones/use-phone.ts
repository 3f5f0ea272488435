import { useState } from 'react';
import type { Phone } from '../../../src/control/wire.ts';
import { useLab } from '../lab-context.ts';
import { createNotices } from '../notices.ts';
import { appActions, phoneActions } from './phone-actions.ts';
import { useControls } from './use-controls.ts';

export type PhoneActions = ReturnType<typeof usePhone>;

/** One phone in the person's hand: what they have pulled over its app, and everything that can be done with it. */
export function usePhone(phone: Phone) {
  const { client, notices } = useLab();
  const [shade, setShade] = useState(false);
  const [wentToSettings, setWentToSettings] = useState(false);
  const [refusals] = useState(createNotices);
  const { id, state } = phone;
  const controls = useControls(id);
  const settings = phone.settingsOpen || wentToSettings;
  const act = (call: Promise<Phone>) => {
    for (const { id } of refusals.get()) refusals.dismiss(id);
    void (controls.open ? refusals : notices).watch(call);
  };
  const putAway = () => {
    setShade(false);
    setWentToSettings(false);
  };
  const lookAtApp = (call: Promise<Phone>) => {
    putAway();
    act(call);
  };
  return {
    /** The notifications are pulled down. */
    shade,
    /** The system's settings of the app are on the screen. */
    settings,
    /** Its controls are open; what they are refused is said in them. */
    controls,
    refusals,
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
    /** The page that it shows, once more. */
    reload: () => lookAtApp(client.load(id, phone.page.url)),
    ...phoneActions(client, id, act),
    ...appActions(client, id, lookAtApp),
  };
}
