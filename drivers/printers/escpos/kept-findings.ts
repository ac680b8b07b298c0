/**
 * What was found out about the printer at an address, kept from one run of the program to the next. It saves waiting for
 * answers that a printer is known not to give; whatever a receipt's proof rests on is found out anew on every link.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { DriverError } from '../../../src/ports/device.js'
import type { PrinterIdentity } from './capabilities.js'

export interface Findings {
  readonly identity: PrinterIdentity
  readonly confirmation: 'process-id' | 'fence' | 'transport'
  /** The row of model data that suits this very printer, where it does not follow from what it says of itself. */
  readonly profile?: string | undefined
  /** When it was last asked all there is to ask, epoch milliseconds. */
  readonly foundAt: number
  /** In the memory of the printer with this serial number, stored by this driver and seen there. */
  readonly images: readonly KeptImage[]
  /** When its memory was last written to, epoch milliseconds, as far as it still counts. */
  readonly imageWritesAt: readonly number[]
}

export interface KeptImage {
  /** Two characters of 20h–7Eh. */
  readonly key: string
  /** SHA-256 of what was stored, hexadecimal. */
  readonly hash: string
}

export interface FindingsStore {
  read(address: string): Findings | undefined
  /** Never throws: what cannot be kept is found out again. */
  write(address: string, findings: Findings): void
}

/** Both ends of a store for one printer, as probing wants them. */
export function keptAt(
  store: FindingsStore | undefined,
  address: string,
): { readonly kept?: Findings; readonly keep?: (findings: Findings) => void } {
  if (!store) return {}
  const kept = store.read(address)
  return { ...(kept && { kept }), keep: (findings) => store.write(address, findings) }
}

/** Forgets with the process. */
export class MemoryFindings implements FindingsStore {
  readonly #byAddress = new Map<string, Findings>()

  read(address: string): Findings | undefined {
    return this.#byAddress.get(address)
  }

  write(address: string, findings: Findings): void {
    this.#byAddress.set(address, findings)
  }
}

const findingsSchema = z.object({
  identity: z.object({
    maker: z.string(),
    model: z.string(),
    firmware: z.string(),
    serial: z.string(),
    mountedFont: z.string(),
  }),
  confirmation: z.enum(['process-id', 'fence', 'transport']),
  profile: z.string().optional(),
  foundAt: z.number(),
  images: z.array(z.object({ key: z.string().regex(/^[ -~]{2}$/), hash: z.string() })),
  imageWritesAt: z.array(z.number()),
})
const fileSchema = z.object({ version: z.literal(1), printers: z.record(z.string(), findingsSchema) })

type Printers = Readonly<Record<string, Findings>>

/**
 * One JSON file for all printers, replaced as a whole so that a crash leaves the old or the new one. Read anew each time:
 * another program of the shop may keep its findings there too.
 */
export class FileFindings implements FindingsStore {
  readonly #file: string
  readonly #onTrouble: (error: DriverError) => void
  /** What this process has written, should the disk not take it. */
  readonly #written = new MemoryFindings()

  /**
   * @param onTrouble hears that the file could not be read (`findings.broken`, it is then set aside as `….broken`) or
   *   written (`findings.unwritable`).
   */
  constructor(file: string, onTrouble: (error: DriverError) => void) {
    this.#file = file
    this.#onTrouble = onTrouble
  }

  read(address: string): Findings | undefined {
    return this.#written.read(address) ?? this.#load()[address]
  }

  write(address: string, findings: Findings): void {
    this.#written.write(address, findings)
    const content = { version: 1, printers: { ...this.#load(), [address]: findings } }
    const temporary = `${this.#file}.${process.pid}.new`
    this.#attempt('findings.unwritable', () => {
      mkdirSync(path.dirname(this.#file), { recursive: true })
      writeFileSync(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true })
      renameSync(temporary, this.#file)
    })
  }

  #load(): Printers {
    const text = this.#attempt('findings.broken', () => readIfThere(this.#file))
    if (text === undefined) return {}
    const read = fileSchema.safeParse(parseJson(text))
    if (read.success) return read.data.printers
    this.#onTrouble(new DriverError('findings.broken', `${this.#file} holds no findings and is set aside`))
    this.#attempt('findings.unwritable', () => renameSync(this.#file, `${this.#file}.broken`))
    return {}
  }

  #attempt<T>(code: string, act: () => T): T | undefined {
    try {
      return act()
    } catch (error) {
      this.#onTrouble(new DriverError(code, `${this.#file}: ${error instanceof Error ? error.message : String(error)}`))
      return undefined
    }
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // No findings either; the caller says so.
    return undefined
  }
}
