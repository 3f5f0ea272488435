import { useEffect } from 'react';
import { Linking } from 'react-native';

/** Links of the web that the system hands to the app, at its start or while it runs. */
export function useLinks(opened: (url: string) => void): void {
  useEffect(() => {
    const heard = Linking.addEventListener('url', ({ url }) => opened(url));
    Linking.getInitialURL().then(
      (url) => url && opened(url),
      // Then it was not started by one.
      () => {},
    );
    return () => heard.remove();
  }, [opened]);
}
