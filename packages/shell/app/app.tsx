import { JourneysPushShell } from '@journeys-push/shell/native';
import * as SplashScreen from 'expo-splash-screen';
import { StatusBar } from 'expo-status-bar';
import { useEffect } from 'react';
import { settings } from './settings.ts';

void SplashScreen.preventAutoHideAsync();

/** A page that takes longer than this is waited for with open eyes. */
const SPLASH_MS = 5_000;

export function App() {
  useEffect(() => {
    const timer = setTimeout(SplashScreen.hide, SPLASH_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <StatusBar style="auto" />
      <JourneysPushShell {...settings} onReady={SplashScreen.hide} />
    </>
  );
}
