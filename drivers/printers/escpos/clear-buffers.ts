/**
 * Getting rid of half a job. The printer throws away what it holds, and what is already on paper is cut off, so that the
 * next customer's receipt does not start with the rest of this one's.
 */

import { encodeWhole } from '../encode/encode-document.js'
import type { PrinterProfile } from '../profiles/printer-profile.js'
import { CLEAR_BUFFERS } from './commands.js'
import type { Answer, PrinterSession, Wait } from './printer-session.js'

/** DLE DC4 fn 8. Silence means that the printer does not know the command, or is not there. */
export function clearBuffers(session: PrinterSession, wait: Wait): Promise<Answer<true>> {
  return session.request(CLEAR_BUFFERS, (frame) => frame.kind === 'cleared' || undefined, wait)
}

/** Sent behind an answered clear: ESC @, and a cut. */
export function partingCut(profile: PrinterProfile): Uint8Array {
  return encodeWhole({ language: 'en', lines: [{ kind: 'cut' }] }, profile)
}
