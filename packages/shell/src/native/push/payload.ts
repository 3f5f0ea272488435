/**
 * Where the systems put what a push carries (facts: shell.md §6, the two tables). The shapes are those of
 * expo-notifications, as far as they are read here.
 */
export interface SystemNotification {
  /** Seconds or milliseconds, as the system counts. */
  date: number;
  request: {
    identifier: string;
    content: {
      title?: string | null;
      body?: string | null;
      data?: Record<string, unknown> | null;
    };
    trigger?: unknown;
  };
}

/** An FCM message, as Android hands it over. */
export interface RemoteMessage {
  messageId?: string | null;
  data?: Record<string, unknown> | null;
  notification?: { title?: string | null; body?: string | null; imageUrl?: string | null } | null;
}

/** A notification in the core's words. */
export interface ReadNotification {
  id: string;
  payload: unknown;
}

/** Carries the id of an arrival in a notification that the app draws for it. */
const ID_KEY = 'journeysPushId';

/** The id and payload of a notification that has arrived or was tapped. */
export function readSystemNotification(notification: SystemNotification): ReadNotification {
  const { date, request } = notification;
  const { identifier, content, trigger } = request;
  const { payload, remoteMessage } = record(trigger);
  if (isRecord(payload)) {
    // Apple reuses the identifier for what replaces an older one; the date tells them apart.
    return { id: `${identifier}@${date}`, payload };
  }
  if (isRecord(remoteMessage)) return readRemoteMessage(remoteMessage, identifier);
  const { [ID_KEY]: id, ...data } = record(content.data);
  const shown = { title: content.title ?? undefined, body: content.body ?? undefined };
  return { id: typeof id === 'string' ? id : identifier, payload: { data, notification: shown } };
}

export function readRemoteMessage(
  { messageId, data, notification }: RemoteMessage,
  identifier: string,
): ReadNotification {
  return {
    id: messageId ?? identifier,
    payload: {
      data: data ?? {},
      ...(notification
        ? {
            notification: {
              title: notification.title ?? undefined,
              body: notification.body ?? undefined,
              image: notification.imageUrl ?? undefined,
            },
          }
        : {}),
    },
  };
}

/** Whether the push came from the network, and is not one that an app has made itself. */
export const isRemote = ({ request }: SystemNotification): boolean => record(request.trigger).type === 'push';

/** The FCM message that an app has to draw itself: one in the data format. */
export function dataMessageOf({ request }: SystemNotification): RemoteMessage | undefined {
  const { remoteMessage } = record(request.trigger);
  return isRecord(remoteMessage) && !remoteMessage.notification ? remoteMessage : undefined;
}

/** The FCM message that a background task is started for; undefined where it is something else, such as a tap. */
export function taskMessageOf(data: unknown): RemoteMessage | undefined {
  return isRecord(data) && isRecord(data.data) && !('actionIdentifier' in data) ? data : undefined;
}

/** What the app draws for a message in the data format. */
export interface Drawing {
  /** The one under which the system has drawn, or would draw, the message itself: ours takes its place. */
  identifier: string;
  title: string;
  body: string;
  data: Record<string, unknown>;
}

/** Undefined where there is nothing to see. */
export function drawingOf({ messageId, data }: RemoteMessage, identifier?: string): Drawing | undefined {
  const fields = data ?? {};
  const [title, body] = [text(fields.title), text(fields.body)];
  const name = text(fields.tag) || messageId || identifier;
  if (!name || (!title && !body)) return undefined;
  return { identifier: name, title, body, data: { ...fields, [ID_KEY]: messageId ?? name } };
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
