import { phone } from '../phone.ts';

export const AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY = 1;
export const getItemAsync = async (key: string) => phone.safe.get(key) ?? null;
export const setItemAsync = async (key: string, value: string) => void phone.safe.set(key, value);
export const deleteItemAsync = async (key: string) => void phone.safe.delete(key);
