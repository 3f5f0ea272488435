import { phone } from '../phone.ts';

export default {
  getItem: async (key: string) => phone.files.get(key) ?? null,
  setItem: async (key: string, value: string) => void phone.files.set(key, value),
  removeItem: async (key: string) => void phone.files.delete(key),
};
