/**
 * A job larger than any buffer, to a printer that stops reading and does not say why: the driver gives up in time, claims
 * nothing, and the next customer's receipt stands alone once the printer reads again.
 */
import { describe, expect, it, vi } from 'vitest'
import { EMU_80, EMU_80_CLONE } from '../../drivers/printers/emulated/models/profiles.js'
import type { PrintJob } from '../../src/ports/receipt-printer.js'
import { PRINTER_ROWS } from '../contract/printer-rows.js'

const MEGABYTE = 1_000_000
/** Mostly NUL, which is nothing: a megabyte of letters is longer than a roll. */
const LINE_BYTES = 500
const LIMIT_MS = 60_000
const never = new AbortController().signal

/** A printer that does read takes a megabyte in no time here. */
const LIMITS = { writeMs: 700, byteMs: 0.001, statusMs: 3_000, probeMs: 3_000 }

const lineOf = (_: unknown, index: number): string => `${`line ${index}`.padEnd(LINE_BYTES - 1, '\0')}\n`
const LARGE = Buffer.from(Array.from({ length: MEGABYTE / LINE_BYTES }, lineOf).join(''), 'latin1')

const next = (attempt: number): PrintJob => ({
  ...{ jobId: `nxt${attempt % 10}`, language: 'en' },
  lines: [{ kind: 'text', text: `next customer, attempt ${attempt}` }, { kind: 'cut' }],
})

const ACCEPTED = { kind: 'accepted' }

describe.concurrent.each(PRINTER_ROWS.map((row) => ({ row, name: row.name })))('$name', ({ row }) => {
  it.skipIf(row.missing).for([
    { level: 'process-id', model: EMU_80 },
    { level: 'fence', model: EMU_80_CLONE },
  ])(
    `holds back a megabyte at a $level printer that stops reading${row.missing ? ` (skipped: ${row.missing})` : ''}`,
    { timeout: LIMIT_MS },
    async ({ model }, { onTestFinished }) => {
      const bench = await row.open({ ...model, speed: 'instant' }, undefined, LIMITS)
      onTestFinished(() => bench.close())
      const { printer, emulated } = bench
      // One that is there may be slow to say so among ten others.
      const patient = { timeout: LIMIT_MS / 2, interval: 50 }
      await vi.waitFor(async () => expect(await printer.describe(never)).toMatchObject(ACCEPTED), patient)
      const stopReading = emulated.afterBytes(MEGABYTE / 100, () => emulated.slowDown(1))
      const outcome = await vi.waitFor(async () => {
        const printed = await printer.printRaw({ jobId: 'huge', bytes: LARGE }, () => undefined, never)
        expect(printed.kind, 'nothing was sent').not.toBe('unavailable')
        return printed
      }, patient)
      stopReading()
      expect(outcome).toMatchObject({ kind: 'unknown', evidence: { end: 'unknown' } })
      emulated.slowDown(undefined)
      let attempt = 0
      await vi.waitFor(
        async () => expect(await printer.print(next(++attempt), () => undefined, never)).toMatchObject(ACCEPTED),
        patient,
      )
      const pieces = emulated.receipts().map(({ lines }) => lines.map((line) => line.trim()).filter(Boolean))
      expect(pieces.at(-1)).toEqual([`next customer, attempt ${attempt}`])
      const printed = pieces.flat()
      expect(new Set(printed).size, 'nothing comes out twice').toBe(printed.length)
    },
  )
})
