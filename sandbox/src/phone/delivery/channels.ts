import type { Channel, Importance } from '../../control/wire.ts';
import { PhoneRefusal } from '../refusal.ts';
import type { Scene } from '../state.ts';

/**
 * Android's notification channels (facts: apns-fcm-phones.md §6.2): the importance is set when an app makes a channel,
 * afterwards only the person changes it.
 */
export interface Channels {
  /** A process of the app has started. The shell's native layer makes its own channel then. */
  appStarted(): void;
  /** An app around the shell makes one of its own; of one that is there only the name changes. */
  make(channel: { id: string; name?: string | undefined; importance?: Importance }): void;
  /** The person changes it in Settings. */
  set(id: string, importance: Importance): void;
  /** Where the system draws a message: its own channel, else the default of the build, else FCM's own. */
  ofMessage(wanted: string | undefined): Channel;
  /** Where the app draws: the channel that is wanted and there, else its own. */
  ofApp(wanted: string | undefined): Channel;
}

export interface ChannelsOptions {
  /** False for a build without push, whose native layer makes none. */
  appHasPush: boolean;
  /** The app has made its first channel while it was in front. */
  onFirst(): void;
}

/** As the native layer makes it, and names it as FCM's default (packages/shell: src/native/push/channel.ts). */
export const OWN: Channel = {
  id: 'expo_notifications_fallback_notification_channel',
  name: 'Notifications',
  importance: 'high',
  setBy: 'app',
};
/** What FCM's SDK makes when a message names no channel that is there, and the build none either. */
const FALLBACK = { id: 'fcm_fallback_notification_channel', name: 'Miscellaneous' };

export function createChannels(scene: Scene, { appHasPush, onFirst }: ChannelsOptions): Channels {
  const { state, record, changed } = scene;
  const find = (id: string | undefined) => state.channels.find((channel) => channel.id === id);
  const replace = (channel: Channel) => {
    state.channels = state.channels.map((each) => (each.id === channel.id ? channel : each));
  };

  const make = (id: string, name: string, importance: Importance): Channel => {
    const there = find(id);
    if (there) {
      const renamed = { ...there, name };
      replace(renamed);
      return renamed;
    }
    const channel: Channel = { id, name, importance, setBy: 'app' };
    state.channels = [...state.channels, channel];
    record({
      kind: 'channel.made',
      summary: `The app has a notification channel “${name}” now (importance ${importance}).`,
      detail: { id, importance },
    });
    changed();
    if (state.channels.length === 1 && state.app === 'foreground') onFirst();
    return channel;
  };
  const own = () => make(OWN.id, OWN.name, OWN.importance);

  return {
    appStarted() {
      if (state.system.platform === 'android' && appHasPush) own();
    },
    make({ id, name, importance = 'default' }) {
      if (state.system.platform === 'ios') throw new PhoneRefusal('android-only');
      if (state.app === 'killed') throw new PhoneRefusal('app-not-running');
      make(id, name ?? find(id)?.name ?? id, importance);
      changed();
    },
    set(id, importance) {
      if (state.system.platform === 'ios') throw new PhoneRefusal('android-only');
      const channel = find(id);
      if (!channel) throw new PhoneRefusal('channel-unknown');
      const original = channel.setBy === 'app' ? channel.importance : channel.original;
      replace({ ...channel, importance, setBy: 'person', ...(original ? { original } : {}) });
      record({
        kind: 'channel.changed',
        summary: `The person sets the channel “${channel.name}” to importance ${importance}.`,
        detail: { id, importance, before: channel.importance },
      });
      changed();
    },
    ofMessage: (wanted) => find(wanted) ?? find(OWN.id) ?? make(FALLBACK.id, FALLBACK.name, 'default'),
    ofApp: (wanted) => find(wanted) ?? own(),
  };
}
