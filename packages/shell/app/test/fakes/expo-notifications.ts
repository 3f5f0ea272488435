import { Platform } from 'react-native';
import { type Phone, phone, subscribe } from '../phone.ts';

/** The system's own module, which the app asks for the token. */
Object.assign(globalThis.expo.modules, {
  ExpoPushTokenManager: { getDevicePushTokenAsync: () => phone.token() },
});

export const DEFAULT_ACTION_IDENTIFIER = 'expo.modules.notifications.actions.DEFAULT';
export const AndroidImportance = { HIGH: 6 };

export const getPermissionsAsync = async () => phone.permission;
export async function requestPermissionsAsync() {
  phone.asked.push('permission');
  const granted = phone.answer === 'allow';
  phone.permission = { granted, canAskAgain: granted, status: granted ? 'granted' : 'denied' };
  return phone.permission;
}
export const setNotificationChannelAsync = async (id: string) => void phone.asked.push(`channel ${id}`);

export const addPushTokenListener = (listener: (event: never) => void) => subscribe('token', listener);
export const addNotificationReceivedListener = (listener: (event: never) => void) =>
  subscribe('received', listener);
export const addNotificationResponseReceivedListener = (listener: (event: never) => void) =>
  subscribe('response', listener);

export const getLastNotificationResponse = () => phone.lastResponse;
export const clearLastNotificationResponse = () => {
  phone.lastResponse = null;
};

export const setNotificationHandler = (handler: Phone['handler']) => {
  phone.handler = handler;
};
export const scheduleNotificationAsync = async (request: Phone['drawn'][number]) =>
  void phone.drawn.push(request);
export const dismissNotificationAsync = async (identifier: string) => void phone.dismissed.push(identifier);

export async function registerTaskAsync(name: string): Promise<void> {
  if (Platform.OS !== 'android') throw new Error('iOS runs no task without its background mode.');
  phone.registeredTasks.push(name);
}
