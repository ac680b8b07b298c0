/** The host's memory on disk: it survives being killed, and no card number is ever in it. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ledgerEventSchema } from '../../drivers/acquirers/emulated/ledger-events.js'
import {
  type EmulatedAcquirerHost,
  type HostTrace,
  serveEmulatedAcquirer,
} from '../../drivers/acquirers/emulated/serve-emulated-acquirer.js'
import { Iso8583Acquirer } from '../../drivers/acquirers/iso8583-acquirer.js'
import { VirtualClock } from '../../drivers/clocks/virtual-clock.js'
import { openLedgerFile } from '../../drivers/ledger-file.js'
import { keyOf, patient, purchase, reversalOf, SENT_AT, sampleCard, TEST_PAN, TEST_TRACK2 } from './sample-purchase.js'

describe('ledger file', () => {
  let directory: string
  let ledgerFile: string
  let clock: VirtualClock
  const opened: { close(): Promise<void> }[] = []

  beforeEach(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), 'acquirer-ledger-'))
    ledgerFile = path.join(directory, 'ledger.jsonl')
    clock = new VirtualClock(SENT_AT)
  })

  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close()
    fs.rmSync(directory, { recursive: true })
  })

  async function serve(): Promise<EmulatedAcquirerHost> {
    const host = await serveEmulatedAcquirer({ clock, ledgerFile })
    opened.push(host)
    return host
  }

  function terminalAt(host: EmulatedAcquirerHost): Iso8583Acquirer {
    const numbers = { terminalNumber: 'TILL0001', merchantNumber: 'M1' }
    const acquirer = new Iso8583Acquirer({
      host: host.host,
      port: host.port,
      clock,
      address: 'iso8583:test',
      ...numbers,
    })
    opened.unshift(acquirer)
    return acquirer
  }

  test('a host that was killed still knows what it approved, reversed and declined', async () => {
    const killed = await serve()
    killed.addRule({ when: { amountMinor: 51 }, responseCode: '51' })
    const before = terminalAt(killed)
    const approval = await before.authorise(purchase(), patient)
    await before.authorise(purchase({ key: keyOf(2) }), patient)
    await before.reverse(reversalOf(purchase({ key: keyOf(2) })), patient)
    await before.authorise(purchase({ key: keyOf(3), amount: { amountMinor: 51, currency: 'KRW' } }), patient)

    // Opened on the same file while the first never closed it: as after a kill, only what was written counts.
    const reborn = await serve()
    expect(reborn.ledger.transactions()).toEqual(killed.ledger.transactions())
    expect(reborn.ledger.netCaptured('TILL0001', 'KRW').amountMinor).toBe(12_000)
    const after = terminalAt(reborn)
    expect(approval.kind).toBe('accepted')
    expect(await after.inquire(keyOf(1), purchase().amount, patient)).toEqual({
      kind: 'accepted',
      value: { status: 'approved', approval: approval.kind === 'accepted' && approval.value },
    })
    expect(await after.authorise(purchase(), patient)).toEqual(approval)
    expect(await after.authorise(purchase({ key: keyOf(4) }), patient)).toMatchObject({
      value: { approvalCode: '000004' },
    })
  })

  test('a decision is on the disk before its reply leaves', async () => {
    const host = await serve()
    await host.script({ fault: 'dropReply' })
    const written = new Promise<string>((resolve) => {
      host.onTrace((trace: HostTrace) => {
        if (trace.step === 'processed') resolve(fs.readFileSync(ledgerFile, 'utf8'))
      })
    })
    const outcome = terminalAt(host).authorise(purchase(), patient)
    expect(await written).toContain('"responseCode":"00"')
    await host.script({ fault: 'hangUp' })
    expect((await outcome).kind).toBe('unknown')
  })

  test('its bytes hold the masked number and neither the card number nor the track', async () => {
    const host = await serve()
    const terminal = terminalAt(host)
    const card = sampleCard(TEST_PAN, 'swipe', TEST_TRACK2)
    await terminal.authorise(purchase({ card }), patient)
    await terminal.reverse(reversalOf(purchase({ card })), patient)
    const text = fs.readFileSync(ledgerFile, 'latin1')
    expect(text).toContain('411111******1111')
    expect(text).not.toContain(TEST_PAN)
    expect(text).not.toContain(TEST_PAN.slice(6, 12).concat(TEST_PAN.slice(12)))
    expect(text).not.toContain(TEST_TRACK2.slice(TEST_PAN.length))
    expect(text).not.toContain('3012')
  })

  const EVENT = {
    event: 'reversed',
    at: 1,
    terminal: 'T1',
    stan: '000001',
    transmittedAt: '0305050000',
    amountMinor: 1,
    currency: 'KRW',
  } as const

  test('a last line cut short by a crash is cut off, and writing goes on after it', () => {
    fs.writeFileSync(ledgerFile, `${JSON.stringify(EVENT)}\n{"event":"dec`)
    const first = openLedgerFile(ledgerFile, ledgerEventSchema)
    expect(first.history).toEqual([EVENT])
    first.append({ ...EVENT, stan: '000002' })
    first.close()
    const second = openLedgerFile(ledgerFile, ledgerEventSchema)
    second.close()
    expect(second.history).toEqual([EVENT, { ...EVENT, stan: '000002' }])
  })

  test.each(['not json', '{"event":"forgotten"}', '[]'])('a whole line of %s is corruption, and says where', (line) => {
    fs.writeFileSync(ledgerFile, `${JSON.stringify(EVENT)}\n${line}\n`)
    expect(() => openLedgerFile(ledgerFile, ledgerEventSchema)).toThrow(
      expect.objectContaining({ code: 'ledger.corrupt', message: 'line 2 of the ledger is not an event' }),
    )
  })

  test('a host on a corrupt ledger does not start', async () => {
    fs.writeFileSync(ledgerFile, 'x\n')
    await expect(serve()).rejects.toMatchObject({ code: 'ledger.corrupt' })
  })

  test('only its owner may read it', () => {
    openLedgerFile(ledgerFile, ledgerEventSchema).close()
    expect(fs.statSync(ledgerFile).mode & 0o077).toBe(0)
  })
})
