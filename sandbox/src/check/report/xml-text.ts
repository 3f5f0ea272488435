/** What XML 1.0 cannot hold, not even as a reference: most control characters, and halves of surrogate pairs. */
const illegal = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * Text from outside, made fit for the JUnit library. By itself the library deletes illegal characters, and with a half
 * pair its neighbour too; and it splits only the first `]]>` of a CDATA section, so that a second one ends the section.
 */
export const xmlText = (text: string): string => text.replace(illegal, '\u{FFFD}').replaceAll(']]>', ']] >');
