import { PermissionsAndroid } from 'react-native';

/** Asks the person for the camera; shows nothing where they have decided before. */
export async function askForCamera(): Promise<boolean> {
  const { CAMERA } = PermissionsAndroid.PERMISSIONS;
  return (await PermissionsAndroid.request(CAMERA)) === PermissionsAndroid.RESULTS.GRANTED;
}
