/** For Expo's build service: an archive for testers, and one for the stores. The versions are those of the project. */
export const easJson = `${JSON.stringify(
  {
    cli: { version: '>= 16.0.0', appVersionSource: 'local' },
    build: {
      preview: { distribution: 'internal', android: { buildType: 'apk' } },
      production: { android: { buildType: 'app-bundle' } },
    },
    submit: { production: {} },
  },
  null,
  2,
)}\n`;
