import { addNetworkStateListener, getNetworkStateAsync } from 'expo-network';
import type { Unsubscribe } from '../../core/ports.ts';

/** Calls back when the phone has a network again after it had none. */
export function onOnline(listener: () => void): Unsubscribe {
  let online: boolean | undefined;
  // Not every system tells at once how it stands; what it tells meanwhile is newer.
  getNetworkStateAsync().then(
    ({ isConnected }) => {
      online ??= isConnected === true;
    },
    () => {},
  );
  const heard = addNetworkStateListener(({ isConnected }) => {
    const isBack = isConnected === true && online === false;
    online = isConnected === true;
    if (isBack) listener();
  });
  return () => heard.remove();
}
