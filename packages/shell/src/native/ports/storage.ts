import asyncStorage from '@react-native-async-storage/async-storage';
import * as secureStore from 'expo-secure-store';
import type { StorePort } from '../../core/ports.ts';
import { createStorePort } from './store.ts';

/** Readable in the background too, once the person has unlocked the phone; not copied to another phone. */
const options: secureStore.SecureStoreOptions = {
  keychainAccessible: secureStore.AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY,
};

/** What this installation remembers, on the phone's own storage. */
export const openStore = (): StorePort =>
  createStorePort({
    plain: asyncStorage,
    safe: {
      getItem: (key) => secureStore.getItemAsync(key, options),
      setItem: (key, value) => secureStore.setItemAsync(key, value, options),
      removeItem: (key) => secureStore.deleteItemAsync(key, options),
    },
  });
