import { useEffect } from 'react';
import { BackHandler } from 'react-native';

/** Android's back button; `back` says whether there was something to go back to. iOS has none and never calls. */
export function useBackButton(back: () => boolean): void {
  useEffect(() => {
    const heard = BackHandler.addEventListener('hardwareBackPress', back);
    return () => heard.remove();
  }, [back]);
}
