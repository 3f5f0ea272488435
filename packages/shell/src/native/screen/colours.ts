import { useColorScheme } from 'react-native';

/** The colours of what the app draws itself. */
export interface Colours {
  background: string;
  text: string;
  button: string;
  buttonText: string;
}

/** Every text has at least 7:1 on its ground. */
const light: Colours = { background: '#ffffff', text: '#242424', button: '#0b5394', buttonText: '#ffffff' };
const dark: Colours = { background: '#1f1f1f', text: '#ffffff', button: '#9cc3ee', buttonText: '#10202f' };

export const useColours = (): Colours => (useColorScheme() === 'dark' ? dark : light);
