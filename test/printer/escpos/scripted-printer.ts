/**
 * A printer of few words for the driver's own tests: it answers what its script says and nothing else, so that answers can
 * fail to come, come late, or come at the worst moment. No code of the emulated printer's.
 */
import type { ByteLink, LinkOpener } from '../../../drivers/links/byte-link.js'
import { memoryLinkPair } from '../../../drivers/links/memory-link.js'
import { DriverError } from '../../../src/ports/device.js'

/** Four bytes of GS a; the same facts go into DLE EOT. */
export const READY = [0x10, 0, 0, 0] as const
export const PAPER_OUT = [0x18, 0, 0x0c, 0] as const
export const COVER_OPEN = [0x38, 0, 0, 0] as const
export const CUTTER_JAM = [0x18, 0x08, 0, 0] as const
export const BROKEN = [0x18, 0x20, 0, 0] as const
type Condition = readonly [number, number, number, number]

export interface Script {
  condition: Condition
  /** Sends status by itself once GS a asked for it. */
  automatic: boolean
  /** Echoes process IDs: at once, only when told (`confirm`), or not at all. */
  processId: 'atOnce' | 'whenTold' | 'never'
  fence: boolean
  clears: boolean
  answersStatus: boolean
  /** The link takes bytes. */
  takes: boolean
  /** The link stands whatever becomes of the printer, as a serial cable does. */
  outlivesPower: boolean
  /** Lists its download graphics (GS ( L fn 80): those defined since its power came, which `forget` empties. */
  lists: boolean
}

const PROBE_ID = '    '

export class ScriptedPrinter {
  readonly script: Script = {
    ...{ condition: READY, automatic: true, processId: 'atOnce', fence: true, clears: true },
    ...{ answersStatus: true, takes: true, outlivesPower: false, lists: true },
  }
  /** Everything written, in hexadecimal, one entry a write. */
  readonly received: string[] = []
  /** What happens when a certain write (in hexadecimal) arrives. */
  readonly reactions = new Map<string, () => void>()
  opened = 0
  #far: ByteLink | undefined
  #askedId: string | undefined
  readonly #graphics = new Set<string>()

  readonly opener: LinkOpener = {
    address: 'memory:scripted',
    open: async () => {
      this.opened++
      const [near, far] = memoryLinkPair('memory:scripted')
      this.#far = far
      far.onData((bytes) => this.#answer(Buffer.from(bytes)))
      return this.#gated(near)
    },
  }

  /** Sends bytes unasked. */
  say(...bytes: readonly number[]): void {
    void this.#far?.write(Uint8Array.from(bytes), new AbortController().signal)
  }

  /** From now on its status is another, and it says so if it was asked to. */
  become(condition: Condition): void {
    this.script.condition = condition
    if (this.script.automatic) this.say(...condition)
  }

  /** Echoes the ID that it was last asked for. */
  confirm(): void {
    if (this.#askedId !== undefined) this.say(0x37, 0x22, ...Buffer.from(this.#askedId), 0x00)
  }

  /** Its power went and came back. */
  forget(): void {
    this.#graphics.clear()
  }

  hangUp(): void {
    void this.#far?.close()
  }

  #answer(bytes: Buffer): void {
    const written = bytes.toString('hex')
    this.received.push(written)
    this.reactions.get(written)?.()
    if (written.startsWith('1004')) this.#answerStatus(bytes[2] ?? 0)
    else if (written === '1d61ff' && this.script.automatic) this.say(...this.script.condition)
    else if (written === '1d7201' && this.script.fence) this.say(0x00)
    else if (written.startsWith('10140801') && this.script.clears) this.say(0x37, 0x25, 0x00)
    else if (written.startsWith('1d284c0c003053')) this.#graphics.add(bytes.subarray(8, 10).toString('latin1'))
    else if (written.startsWith('1d284c04003050') && this.script.lists) this.#listGraphics()
    else if (written.includes('1d284806003030')) this.#answerId(bytes.subarray(-4).toString('latin1'))
  }

  #listGraphics(): void {
    this.say(0x37, 0x73, 0x40, ...Buffer.from([...this.#graphics].join(''), 'latin1'), 0x00)
  }

  #answerId(id: string): void {
    const { processId } = this.script
    this.#askedId = id
    if (processId === 'atOnce' || (processId === 'whenTold' && id === PROBE_ID)) this.confirm()
  }

  #answerStatus(n: number): void {
    if (!this.script.answersStatus) return
    const [b0, b1, b2] = this.script.condition
    const paperOut = (b2 & 0x0c) !== 0
    const bits = [b0 & 0x0c, ((b0 & 0x20) >> 3) | (paperOut ? 0x20 : 0), b1, paperOut ? 0x60 : 0][n - 1] ?? 0
    this.say(0x12 | bits)
  }

  #gated(near: ByteLink): ByteLink {
    const { script } = this
    const write = (bytes: Uint8Array, signal: AbortSignal) =>
      script.takes
        ? near.write(bytes, signal)
        : new Promise<void>((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new DriverError('link.stalled', 'it takes nothing')))
          })
    return {
      ...{ address: near.address, write, ...(script.outlivesPower && { outlivesPower: true }) },
      onData: (listener) => near.onData(listener),
      onClose: (listener) => near.onClose(listener),
      close: () => near.close(),
    }
  }
}
