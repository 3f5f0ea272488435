/** Where things lie in the native projects that Expo makes. Paths are from the project's root, with forward slashes. */

/** The iOS target that downloads the image of a push; also its folder, and the last part of its bundle id. */
export const NOTIFICATION_SERVICE = 'NotificationService';

/**
 * The Android channel of notifications that name none. The app creates it before it asks for permission, under the name
 * in which expo-notifications draws by itself: another one would be a second switch in the system's settings.
 */
export const DEFAULT_CHANNEL = 'expo_notifications_fallback_notification_channel';

/** Android's rules of what a backup may hold, in `res/xml`. */
export const BACKUP_RULES = 'journeys_push_backup_rules';

/** What Android's cameras answer to: a photo, a video. */
export const CAMERA_ACTIONS = ['android.media.action.IMAGE_CAPTURE', 'android.media.action.VIDEO_CAPTURE'];

/** The libraries that an app without a push provider does not carry: their code is in its bundle, but never run. */
const modules = ['expo-notifications', 'expo-task-manager'].map((name) => `'${name}'`).join(', ');

/** The lines that leave them out of the native projects. */
export const WITHOUT_PUSH = {
  gradle: `expoAutolinking.exclude = [${modules}]`,
  podfile: `use_expo_modules!(exclude: [${modules}])`,
} as const;

export const PODFILE = 'ios/Podfile';

const main = 'android/app/src/main';

export const androidFiles = {
  manifest: `${main}/AndroidManifest.xml`,
  strings: `${main}/res/values/strings.xml`,
  colors: `${main}/res/values/colors.xml`,
  colorsAtNight: `${main}/res/values-night/colors.xml`,
  adaptiveIcon: `${main}/res/mipmap-anydpi-v26/ic_launcher.xml`,
  backupRules: `${main}/res/xml/${BACKUP_RULES}.xml`,
  notificationIcon: `${main}/res/drawable-xxhdpi/notification_icon.png`,
  splashLogo: `${main}/res/drawable-xxhdpi/splashscreen_logo.png`,
  splashWithoutLogo: `${main}/res/drawable/splashscreen_logo.xml`,
  settingsGradle: 'android/settings.gradle',
  rootGradle: 'android/build.gradle',
  appGradle: 'android/app/build.gradle',
  googleServices: 'android/app/google-services.json',
} as const;

/** The activity that Android starts; its folders are the parts of the package name. */
export const mainActivity = (packageName: string): string =>
  `${main}/java/${packageName.replaceAll('.', '/')}/MainActivity.kt`;

/** `name` is that of the Xcode project: see `iosProjectName`. */
export const iosFiles = (name: string) => ({
  infoPlist: `ios/${name}/Info.plist`,
  entitlements: `ios/${name}/${name}.entitlements`,
  privacyInfo: `ios/${name}/PrivacyInfo.xcprivacy`,
  project: `ios/${name}.xcodeproj/project.pbxproj`,
  icon: `ios/${name}/Images.xcassets/AppIcon.appiconset/App-Icon-1024x1024@1x.png`,
  splashColor: `ios/${name}/Images.xcassets/SplashScreenBackground.colorset/Contents.json`,
  splashImage: `ios/${name}/Images.xcassets/SplashScreenLogo.imageset/image.png`,
  serviceSwift: `ios/${NOTIFICATION_SERVICE}/${NOTIFICATION_SERVICE}.swift`,
  serviceInfoPlist: `ios/${NOTIFICATION_SERVICE}/Info.plist`,
});
