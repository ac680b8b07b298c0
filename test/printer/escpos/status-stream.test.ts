/** The status stream: what a follower hears of, from whichever answer it came, and what following never does. */
import { beforeEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../../drivers/clocks/virtual-clock.js'
import { EscPosPrinter } from '../../../drivers/printers/escpos-printer.js'
import { DEFAULT_PROFILE } from '../../../drivers/printers/profiles/profiles.js'
import { DriverError } from '../../../src/ports/device.js'
import type { PrinterReport } from '../../../src/ports/receipt-printer.js'
import { COVER_OPEN, PAPER_OUT, READY, ScriptedPrinter } from './scripted-printer.js'

const NEAR_END = [0x10, 0, 0x03, 0] as const
const DRAWER_HIGH = [0x14, 0, 0, 0] as const
const signal = new AbortController().signal

let clock: VirtualClock
let device: ScriptedPrinter
let printer: EscPosPrinter
let reports: PrinterReport[]

beforeEach(() => {
  clock = new VirtualClock(1_000)
  device = new ScriptedPrinter()
  printer = new EscPosPrinter({ opener: device.opener, clock, profile: DEFAULT_PROFILE })
  reports = []
})

const last = () => reports.at(-1)

async function following(): Promise<() => void> {
  const stop = printer.follow((report) => reports.push(report))
  await clock.advance(0)
  return stop
}

const job = { jobId: '0001', language: 'en', lines: [{ kind: 'text', text: 'Hi' }, { kind: 'cut' }] } as const

describe('following a printer', () => {
  it('begins with what is known, connects, and tells how it stands', async () => {
    await following()
    expect(reports[0]).toEqual({ link: 'down', since: {}, changed: [], concerns: [] })
    expect(last()).toMatchObject({ link: 'up', status: { online: true, paper: 'present' }, concerns: [] })
    expect(last()?.changed).toEqual(['link', 'online', 'paper', 'cover', 'cutter', 'drawer', 'error'])
    expect(last()?.since).toMatchObject({ link: 1_000, paper: 1_000 })
  })

  it('tells each change once, with what it is, since when, and what to see to', async () => {
    await following()
    const before = reports.length
    await clock.advance(60_000)
    expect(reports).toHaveLength(before)
    device.become(NEAR_END)
    await clock.advance(1_000)
    expect(last()).toMatchObject({ changed: ['paper'], concerns: ['printer.paperNearEnd'] })
    device.become(COVER_OPEN)
    await clock.advance(1_000)
    expect(last()).toMatchObject({ changed: ['online', 'paper', 'cover'], concerns: ['printer.coverOpen'] })
    expect(last()?.since).toMatchObject({ cover: 62_000, cutter: 1_000 })
    device.become(DRAWER_HIGH)
    await clock.advance(1_000)
    expect(last()).toMatchObject({ status: { drawer: 'high' }, changed: ['online', 'cover', 'drawer'], concerns: [] })
    expect(reports).toHaveLength(before + 3)
  })

  it('asks a printer that tells nothing by itself', async () => {
    device.script.automatic = false
    await following()
    device.become(PAPER_OUT)
    await clock.advance(5_000)
    expect(last()).toMatchObject({ status: { paper: 'out' }, concerns: ['printer.paperOut'] })
  })

  it('hears of near-end from the answer to a fence', async () => {
    await following()
    device.say(0x03)
    await clock.advance(0)
    expect(last()).toMatchObject({ changed: ['paper'], status: { paper: 'nearEnd' } })
  })

  it('tells of a lost link and of its return, trying less and less often and sending nothing but questions', async () => {
    let away = false
    let tried = 0
    const opener = {
      address: device.opener.address,
      open: (opening: AbortSignal) => {
        tried++
        if (away) return Promise.reject(new DriverError('link.unreachable', 'gone'))
        return device.opener.open(opening)
      },
    }
    printer = new EscPosPrinter({ opener, clock, profile: DEFAULT_PROFILE })
    await following()
    away = true
    device.hangUp()
    await clock.advance(0)
    expect(last()).toMatchObject({ link: 'down', changed: ['link'], concerns: ['printer.linkLost'] })
    // What it last said is still to be seen.
    expect(last()?.status).toMatchObject({ paper: 'present' })
    await clock.advance(3_000)
    expect(last()?.concerns).toEqual(['printer.unreachable'])
    const before = tried
    await clock.advance(10 * 60_000)
    expect(tried - before).toBeLessThan(30)
    away = false
    device.received.length = 0
    await clock.advance(31_000)
    expect(last()).toMatchObject({ link: 'up', concerns: [] })
    expect(device.received.every((written) => written.startsWith('1004') || written === '1d61ff')).toBe(true)
  })

  it('goes on while a job prints, and lets jobs through', async () => {
    await following()
    device.script.processId = 'whenTold'
    const printing = printer.print(job, () => undefined, signal)
    await clock.advance(5_000)
    device.become(PAPER_OUT)
    await clock.advance(3_600_000)
    expect(last()).toMatchObject({ concerns: ['printer.paperOut'] })
    device.become(READY)
    device.confirm()
    await clock.advance(0)
    expect(await printing).toMatchObject({ kind: 'accepted' })
    expect(last()).toMatchObject({ concerns: [] })
  })

  it('ends when it is stopped, and when the printer is closed', async () => {
    const stop = await following()
    const second = await following()
    stop()
    stop()
    device.received.length = 0
    await clock.advance(10_000)
    expect(device.received.length).toBeGreaterThan(0)
    second()
    await clock.advance(10_000)
    device.received.length = 0
    await clock.advance(60_000)
    expect(device.received).toEqual([])
    await following()
    await printer.close()
    device.received.length = 0
    await clock.advance(60_000)
    expect(device.received).toEqual([])
  })
})
