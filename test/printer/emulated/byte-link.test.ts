/** The printer behind a ByteLink: replies in order, back-pressure where the link can be paused, and both ways to lose it. */
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { ByteLink } from '../../../drivers/links/byte-link.js'
import { memoryLinkPair } from '../../../drivers/links/memory-link.js'
import type { PausableLink } from '../../../drivers/printers/emulated/wires/byte-link-wire.js'
import { bench, bytes, DLE, GS, INSTANT, LF } from './printer-bench.js'

const never = new AbortController().signal

function plugged(profile = INSTANT) {
  const made = bench(profile)
  const [host, device] = memoryLinkPair('memory:printer')
  made.printer.connect(device)
  const received: number[] = []
  host.onData((reply) => received.push(...reply))
  const closed = new Promise<string>((resolve) => host.onClose(resolve))
  return { ...made, host, device, received, closed }
}

describe('a printer on a ByteLink', () => {
  it('prints what comes and answers in order', async () => {
    const { host, printer, received } = plugged()
    await host.write(bytes('x', LF, GS, 'V', 1, GS, 'I', 67, DLE, 4, 1), never)
    await turn()
    await turn()
    expect(printer.receipts()).toHaveLength(1)
    expect(Buffer.from(received)).toEqual(bytes(0x5f, 'EMU-80', 0, 0x12))
  })

  it('loses the link when the power goes', async () => {
    const { printer, closed } = plugged()
    printer.powerOff()
    expect(await closed).toBe('closedThere')
  })

  it('is not there while the power is off', async () => {
    const { printer } = bench()
    printer.powerOff()
    const [host, device] = memoryLinkPair('memory:printer')
    printer.connect(device)
    expect(await new Promise((resolve) => host.onClose(resolve))).toBe('closedThere')
  })

  it('prints on when the host hangs up', async () => {
    const { host, printer } = plugged()
    printer.openCover()
    await host.write(bytes('x', LF, GS, 'V', 1, GS, 'r', 1), never)
    await host.close()
    await turn()
    printer.closeCover()
    expect(printer.receipts().map(({ text }) => text)).toEqual(['x'])
    expect(printer.idle).toBe(true)
  })

  it('pauses a link that can be paused while its buffer is full', async () => {
    const { printer } = bench({ ...INSTANT, receiveBufferBytes: 16 })
    const [host, device] = memoryLinkPair('memory:printer')
    const calls: string[] = []
    const pausable: PausableLink = {
      ...forward(device),
      pause: () => calls.push('pause'),
      resume: () => calls.push('resume'),
    }
    printer.connect(pausable)
    printer.openCover()
    await host.write(bytes('x'.repeat(40), LF), never)
    await turn()
    expect(calls).toEqual(['pause'])
    printer.closeCover()
    expect(calls).toEqual(['pause', 'resume'])
  })
})

/** The same link without its class, so that it can be spread. */
function forward(link: ByteLink): ByteLink {
  return {
    address: link.address,
    write: (data, signal) => link.write(data, signal),
    onData: (listener) => link.onData(listener),
    onClose: (listener) => link.onClose(listener),
    close: () => link.close(),
  }
}
