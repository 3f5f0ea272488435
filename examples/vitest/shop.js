/** The shop's own code: the whole of what it does about push. It runs in the page, in the app. */

/** What the shop counts for its marketers. */
const opened = [];
median.msdynamics.notificationOpened.addListener(({ title }) => {
  opened.push(title);
});

globalThis.shop = {
  opened,
  /** Who signs in is asked for notifications, and registered. */
  async signedIn(userId) {
    const { granted } = await median.msdynamics.promptNotificationPermission();
    const { success, reason } = await median.msdynamics.registerDevice({ userId });
    return { granted, registered: success, reason };
  },
  signedOut: () => median.msdynamics.unregisterDevice(),
};
