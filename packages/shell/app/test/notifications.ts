import { Platform } from 'react-native';

const ios = Platform.OS === 'ios';

export interface Push {
  id?: string;
  title?: string;
  body?: string;
  link?: string;
}

const fields = ({ title = 'Hello', body = 'World', link = '' }: Push) => ({
  title,
  body,
  link,
  originalLink: link,
  trackingId: '',
});

const local = (push: Push) => ({ title: push.title ?? 'Hello', body: push.body ?? 'World' });

/** What expo-notifications says of a push that the system would draw: APNs, or FCM in the notification format. */
export function drawnBySystem(push: Push = {}) {
  const { id = 'push-1' } = push;
  const data = fields(push);
  const trigger = ios
    ? { type: 'push', payload: { aps: { alert: local(push) }, data } }
    : { type: 'push', remoteMessage: { messageId: id, data, notification: local(push) } };
  return {
    date: 1,
    request: { identifier: id, content: { ...local(push), data: ios ? null : data }, trigger },
  };
}

/** … of one in FCM's data format, of which the system knows the title only. */
export function dataFormat(push: Push = {}) {
  const { id = 'push-1' } = push;
  const data = fields(push);
  return {
    date: 1,
    request: {
      identifier: id,
      content: { title: data.title, body: null, data },
      trigger: { type: 'push', remoteMessage: { messageId: id, data, notification: null } },
    },
  };
}

/** … of one that Google's own code has drawn in the background: all that is left are its data. */
export function fromTray(push: Push = {}) {
  const { id = 'push-1' } = push;
  return {
    date: 1,
    request: {
      identifier: id,
      content: { title: null, body: null, data: fields(push) },
      trigger: { type: 'push', channelId: 'expo_notifications_fallback_notification_channel' },
    },
  };
}

export const tapOn = (notification: unknown) => ({
  actionIdentifier: 'expo.modules.notifications.actions.DEFAULT',
  notification,
});
