/** The customer's own script. It knows what app it is in, as its developer has read in the documentation. */
const order = /^\/orders\/(\d+)$/.exec(location.pathname)?.[1];
document.title = order ? `Order ${order}` : 'Shop';
const { granted } = await median.msdynamics.areNotificationsEnabled();
document.querySelector('main').textContent = `${document.title}, notifications ${granted ? 'on' : 'off'}`;

// Something of the shop's own that is broken, and is no matter of push.
throw new Error('analytics is blocked');
