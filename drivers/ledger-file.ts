/**
 * The memory of an emulated counterpart on disk: one JSON line an event, synced before the reply that tells of it. One
 * that is killed right after a reply still knows what it replied.
 */
import fs from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { DriverError } from '../src/ports/device.js'

export interface LedgerFile<Event> {
  /** What was in the file when it was opened. */
  readonly history: readonly Event[]
  /** Returns once the event is on the disk. */
  append(event: Event): void
  close(): void
}

/**
 * Opens or creates the file. A last line cut short by a crash was never answered for, and is cut off.
 * @throws DriverError `ledger.corrupt` when any other line is not an event.
 */
export function openLedgerFile<Event>(file: string, schema: z.ZodType<Event>): LedgerFile<Event> {
  const descriptor = fs.openSync(file, 'a+', 0o600)
  try {
    syncDirectory(path.dirname(file))
    const text = fs.readFileSync(file, 'utf8')
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    if (whole.length < text.length) fs.ftruncateSync(descriptor, Buffer.byteLength(whole))
    const lines = whole.split('\n').slice(0, -1)
    return {
      history: lines.map((line, index) => readLine(line, index, schema)),
      append(event) {
        fs.appendFileSync(descriptor, `${JSON.stringify(event)}\n`)
        fs.fsyncSync(descriptor)
      },
      close: () => fs.closeSync(descriptor),
    }
  } catch (error) {
    fs.closeSync(descriptor)
    throw error
  }
}

function readLine<Event>(line: string, index: number, schema: z.ZodType<Event>): Event {
  const read = schema.safeParse(parseJson(line))
  if (!read.success) throw new DriverError('ledger.corrupt', `line ${index + 1} of the ledger is not an event`)
  return read.data
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    // Not an event either; the caller says which line.
    return undefined
  }
}

/** Makes the new file's name durable too. */
function syncDirectory(directory: string): void {
  const descriptor = fs.openSync(directory, 'r')
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}
