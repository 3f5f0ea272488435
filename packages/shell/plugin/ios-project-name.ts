/**
 * What Expo 57 calls the Xcode project of an app with this name: what is left of it in plain ASCII letters and digits.
 * Of a name without any, Expo spells out what it can; here it is `app`, so read the name of `ios/*.xcodeproj` once it
 * is there.
 */
export function iosProjectName(name: string): string {
  return name.replace(/[\W_]+/g, '') || 'app';
}
