import type { Handover } from './names.ts';

/** A workflow for GitHub Actions that compiles both projects without signing them. Nobody has run it yet. */
export const workflowFor = ({
  xcode,
}: Handover): string => `# Not run where this project was made: no Android SDK and no Xcode were there.
name: Build the apps
on:
  workflow_dispatch:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  android:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - uses: actions/setup-java@v4
        with:
          distribution: temurin
          java-version: 17
      - run: npm ci
      - run: ./gradlew :app:bundleRelease
        working-directory: android
      - uses: actions/upload-artifact@v4
        with:
          name: android
          path: android/app/build/outputs/bundle/release/*.aab
  ios:
    runs-on: macos-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npm ci
      - run: pod install
        working-directory: ios
      - run: >-
          xcodebuild -workspace ios/${xcode}.xcworkspace -scheme ${xcode} -configuration Release
          -sdk iphonesimulator -derivedDataPath ios/build CODE_SIGNING_ALLOWED=NO build
`;
