/** Any text as the content of an XML element: a receipt says what its host sent, and that may be no text at all. */

/** Without control characters and lone halves of characters, which XML 1.0 cannot hold (section 2.2). */
export function escapedXml(text: string): string {
  return text
    .replace(/[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
