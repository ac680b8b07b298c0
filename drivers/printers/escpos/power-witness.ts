/**
 * Tells whether a printer was switched off and on during a job. A serial cable does not show it, and a printer that lost the
 * first half of a receipt prints the second half, and echoes its ID, as if nothing had happened. So the job leaves one dot in
 * memory that forgets (download graphics), and asks for it before it believes the echo.
 */
import type { StatusFrame } from '../status-frames.js'
import { ACKNOWLEDGE, DOWNLOAD_GRAPHIC_KEYS, defineDownloadGraphic, deleteDownloadGraphic } from './commands.js'
import type { Answer, PrinterSession, Wait } from './printer-session.js'

/** The acknowledgement ends the list's transfer. */
const ASK = Buffer.concat([DOWNLOAD_GRAPHIC_KEYS, ACKNOWLEDGE])

export class PowerWitness {
  readonly #key: string
  #seen: boolean | undefined

  /** @param jobId names the dot, so that an earlier job's is not taken for it. */
  constructor(jobId: string) {
    this.#key = jobId.slice(-2)
  }

  /**
   * Sent behind the reset at the job's start, which may clear this memory, and before its settings, so that a printer that
   * forgot those has forgotten the dot.
   */
  get planted(): Uint8Array {
    return defineDownloadGraphic(this.#key, { widthDots: 8, rows: Uint8Array.of(0x00) })
  }

  /** Sent behind the job's last byte, before the request for evidence. */
  asked(times: 'once' | 'twice'): Uint8Array {
    return times === 'twice' ? ASK : Buffer.concat([ASK, this.#taken])
  }

  /** Asks a second time. */
  async stillRemembers(session: PrinterSession, wait: Wait): Promise<boolean> {
    const answer = await session.request(Buffer.concat([ASK, this.#taken]), (frame) => this.#find(frame), wait)
    return answer.kind === 'answered' && answer.value === 'there'
  }

  /** So that the dots of a day do not fill the memory. */
  get #taken(): Uint8Array {
    return deleteDownloadGraphic(this.#key)
  }

  hear(frame: StatusFrame): void {
    if (this.#find(frame) === 'there') this.#seen = true
  }

  #find(frame: StatusFrame): 'there' | 'gone' | undefined {
    if (!isKeyList(frame)) return undefined
    return frame.keys.includes(this.#key) ? 'there' : 'gone'
  }

  /** The printer has remembered everything since the job's start. */
  get seen(): boolean {
    return this.#seen === true
  }
}

/** Whether a printer has such memory, and says what is in it. */
export function canWitness(session: PrinterSession, wait: Wait): Promise<Answer<true>> {
  return session.request(ASK, (frame) => isKeyList(frame) || undefined, wait)
}

function isKeyList(frame: StatusFrame): frame is Extract<StatusFrame, { kind: 'imageKeys' }> {
  return frame.kind === 'imageKeys' && frame.of === 'download'
}
