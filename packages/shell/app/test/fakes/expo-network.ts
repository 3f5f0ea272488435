import { subscribe } from '../phone.ts';

export const getNetworkStateAsync = async () => ({ isConnected: true });
export const addNetworkStateListener = (listener: (event: never) => void) => subscribe('network', listener);
