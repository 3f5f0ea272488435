import { useRef, useState } from 'react';
import { ControlError } from '../../../src/control/client.ts';
import type { Phone } from '../../../src/control/wire.ts';
import { sameState } from '../connection/unchanged.ts';
import { useLab } from '../lab-context.ts';
import { createNotices } from '../notices.ts';
import { screenActions } from './device/lock/screen-actions.ts';
import { useScreen } from './device/lock/use-screen.ts';
import { useOverlays } from './device/use-overlays.ts';
import { type Act, appActions, type Once, phoneActions } from './phone-actions.ts';
import { useControls } from './use-controls.ts';

export type PhoneActions = ReturnType<typeof usePhone>;

/** One phone in the person's hand: what they have pulled over its app, and everything that can be done with it. */
export function usePhone(phone: Phone) {
  const { client, notices } = useLab();
  const overlays = useOverlays();
  const [refusals] = useState(createNotices);
  const { id, state } = phone;
  const controls = useControls(id);
  const screen = useScreen(phone);
  const settings = phone.settingsOpen || overlays.settings;
  const act: Act = (call) => {
    for (const { id } of refusals.get()) refusals.dismiss(id);
    return (controls.open ? refusals : notices).watch(call);
  };
  const lookAtApp: Act = (call) => {
    overlays.putAway();
    screen.unlock();
    return act(call);
  };
  const once = useOnce(phone);
  const leave = () => {
    if (state === 'foreground') void act(client.background(id));
  };
  const onScreen = screenActions({ phone, screen, client, act, closeShade: overlays.closeShade });
  return {
    /** On; `lock`: lit, and locked; or off. */
    screen: screen.state,
    /** The notifications are pulled down. */
    shade: overlays.shade,
    /** The system's settings of the app are on the screen. */
    settings,
    /** Android: the list of recent apps is in front. */
    recents: overlays.recents,
    /** Its controls are open; what they are refused is said in them. */
    controls,
    refusals,
    /** From what the app itself has opened the only way is back, into the app. */
    canGoHome:
      state === 'foreground' ||
      ((overlays.shade || overlays.recents || settings || screen.state === 'lock') && !phone.settingsOpen),
    /** Android: there is something in front that “back” leaves. */
    canGoBack:
      overlays.shade ||
      (screen.state === 'on' &&
        (state === 'foreground' || overlays.recents || settings || phone.browser !== null)),
    toggleShade() {
      if (screen.state === 'off') onScreen.wake();
      if (overlays.shade) overlays.closeShade();
      else overlays.show('shade');
    },
    openSettings() {
      overlays.show('settings');
      screen.unlock();
      leave();
    },
    home() {
      overlays.putAway();
      screen.unlock();
      leave();
    },
    /** The page that it shows, once more. */
    reload: () => lookAtApp(client.load(id, phone.page.url)),
    ...onScreen,
    ...systemKeys({ phone, overlays, act, once, client, notices }),
    ...phoneActions(client, id, { act, once }),
    ...appActions(client, id, { lookAtApp, once }),
  };
}

/** The phone is another object with each change: what was done to it can be seen then. */
function useOnce(phone: Phone): Once {
  const done = useRef({ to: phone, names: new Set<string>() });
  return (name, work) => {
    if (done.current.to !== phone) done.current = { to: phone, names: new Set() };
    const { names } = done.current;
    if (names.has(name)) return;
    names.add(name);
    void work().then((after) => {
      if (!after || sameState(after, phone)) names.delete(name);
    });
  };
}

interface SystemKeysOptions extends Pick<ReturnType<typeof useLab>, 'client' | 'notices'> {
  phone: Phone;
  overlays: ReturnType<typeof useOverlays>;
  act: Act;
  once: Once;
}

/**
 * Goes back once it has answered, and says whether there is something to go back to. By `history` only where there is
 * nothing better: the page shares it with the lab around it, which may go back instead.
 */
const GO_BACK = `(() => {
  const { navigation } = globalThis;
  if (navigation ? !navigation.canGoBack : !history.back) return false;
  setTimeout(() => (navigation ?? history).back());
  return true;
})()`;

/**
 * As the shell does it: from the page that it has started with, and where none could be loaded, the app is left. The
 * sandbox is asked which it is: what is seen of a page that comes may be a moment old.
 */
async function backInPage({ client, phone: { id } }: SystemKeysOptions): Promise<void> {
  const { page } = await client.phone(id);
  const went = page.connected && (await client.evaluate(id, GO_BACK).catch(ifGone)).value === true;
  if (!went) await client.background(id);
}

/** It went by itself while it was asked: that is the way back, too. */
function ifGone(error: unknown): { value: boolean } {
  if (error instanceof ControlError && error.problem.code === 'page-gone') return { value: true };
  throw error;
}

/** Ways back, and Android's keys. */
function systemKeys(options: SystemKeysOptions) {
  const { phone, overlays, act, once, client, notices } = options;
  const { id, state } = phone;
  /** Into the app if it still runs, else to the home screen. */
  const closeSettings = () => {
    overlays.putAway();
    if (state !== 'killed') act(client.launch(id));
  };
  return {
    closeSettings,
    /** “Force stop” in Android's settings, which stay open. */
    stopInSettings() {
      overlays.show('settings');
      act(client.forceStop(id));
    },
    toggleRecents() {
      if (overlays.recents) return overlays.putAway();
      overlays.show('recents');
      if (state === 'foreground') act(client.background(id));
    },
    /** Android's back, by button or gesture; in the app it goes back in the page, and from its first one out of it. */
    back() {
      if (overlays.shade) return overlays.closeShade();
      if (overlays.recents) return overlays.putAway();
      if (phone.settingsOpen || overlays.settings) return closeSettings();
      if (phone.browser !== null) return once('browser', () => act(client.closeBrowser(id)));
      if (state === 'foreground') void notices.watch(backInPage(options));
    },
  };
}
