export const getLocales = () => [{ languageCode: 'de' }];
export const getCalendars = () => [{ timeZone: 'Europe/Berlin' }];
