import { isObject } from './text.ts';

/** The fields that name a file, and where an uploaded one goes: never a name that somebody has sent. */
export const PLACES: Record<string, string> = {
  'appearance.icon': 'journeys-push/icon.png',
  'appearance.androidIcon.foreground': 'journeys-push/android-foreground.png',
  'appearance.androidIcon.monochrome': 'journeys-push/android-monochrome.png',
  'appearance.splash.image': 'journeys-push/splash.png',
  'appearance.splash.dark.image': 'journeys-push/splash-dark.png',
  'appearance.notificationIcon': 'journeys-push/notification-icon.png',
  googleServicesFile: 'journeys-push/google-services.json',
};

/** What stands at a field such as `identity.name`. */
export const valueAt = (content: unknown, field: string): unknown =>
  field.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), content);

/** The same content with another value there. */
export function withValue(content: unknown, [name = '', ...rest]: string[], value: unknown): unknown {
  const object = isObject(content) ? content : {};
  return { ...object, [name]: rest.length === 0 ? value : withValue(object[name], rest, value) };
}

/** The paths that a configuration names, by field, as far as they can be paths of its folder. */
export function namedFiles(content: unknown): [field: string, path: string][] {
  return Object.keys(PLACES).flatMap((field): [string, string][] => {
    const path = valueAt(content, field);
    return isSafe(path) ? [[field, path]] : [];
  });
}

export const isSafe = (path: unknown): path is string =>
  typeof path === 'string' && path !== '' && !/^\/|\\|:|\0|(^|\/)\.\.(\/|$)/.test(path);
