import type { Handover } from './names.ts';

/** What a person does with the project next. */
export const readmeFor = (app: Handover): string => `# ${app.name} ${app.version} (${app.build})

The native projects of the app, made by \`journeys-push build\` from what is in \`config/\` (configuration
\`${app.configHash}\`). Do not edit this folder: change the configuration that it was made from, and build again.

## Not run here

This project was made on a machine without Android SDK and Xcode. Its native files were read back and its JavaScript was
compiled to Hermes bytecode; **none of the commands below was run**, nothing was signed, and no phone was there.

You need Node 20.19.4 or later (24 is recommended). First, once:

\`\`\`sh
npm ci
\`\`\`

### Android (JDK 17, Android SDK)

\`\`\`sh
cd android
./gradlew :app:assembleDebug     # for development, beside \`npx expo start\`: app/build/outputs/apk/debug/
./gradlew :app:bundleRelease     # for Google Play: app/build/outputs/bundle/release/
\`\`\`

The release is signed with the template's debug key until \`android/app/build.gradle\` names yours
(\`signingConfigs.release\`). Google Play refuses the debug key.

### iOS (a Mac with Xcode and CocoaPods)

\`\`\`sh
cd ios
pod install
xcodebuild -workspace ${app.xcode}.xcworkspace -scheme ${app.xcode} -configuration Release \\
  -destination generic/platform=iOS -archivePath build/${app.xcode}.xcarchive -allowProvisioningUpdates \\
  DEVELOPMENT_TEAM=${app.teamId ?? 'YOUR_TEAM_ID'} archive
\`\`\`

The archive goes to App Store Connect from Xcode's Organizer.${app.pushOn ? ` The identifier ${app.bundleId} needs the capability Push Notifications at developer.apple.com.` : ''}

### Without a Mac: Expo's build service

\`\`\`sh
EAS_NO_VCS=1 npx eas-cli@latest build --platform all --profile production
\`\`\`

It reads [eas.json](eas.json) and asks for an account. \`EAS_NO_VCS=1\` has it take this folder as it is: without, it asks
for a Git repository, or takes the one around this folder. (PowerShell: \`$env:EAS_NO_VCS = 1\`, then the command.)

### On GitHub's machines

[.github/workflows/apps.yml](.github/workflows/apps.yml) compiles both projects, unsigned. GitHub runs it where this
folder is the root of a repository:

\`\`\`sh
git init --initial-branch main && git add . && git commit -m "Made by journeys-push build"
\`\`\`

## Before a store takes it

- Each upload needs a higher \`identity.build\`, and a key of yours for the Android app.
- Both stores ask what data the app collects: what the app itself sends is in \`ios/${app.xcode}/PrivacyInfo.xcprivacy\`, what
  your site collects is yours to add.
${app.hasIcon ? '' : '- The app has no icon yet (`appearance.icon`): no store takes the placeholder.\n'}${app.pushOn ? pushSteps(app) : ''}`;

const pushSteps = ({ bundleId, packageName }: Handover): string => `
## Before the first push

- Dynamics' mobile app channel needs the APNs key (with ${bundleId}) and the Firebase service account of the project that
  \`google-services.json\` (with ${packageName}) belongs to.
- A debug build on an iPhone gets tokens of APNs' sandbox, a build from TestFlight or the App Store those of production.
`;
