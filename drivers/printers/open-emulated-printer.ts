/**
 * An emulated printer behind a real socket on this machine, with the production driver in front of it. Every receipt it
 * cuts is kept as a picture and as text, so a person can look at what would have come out.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Clock } from '../../src/ports/clock.js'
import { tcpLinkOpener } from '../links/tcp-link.js'
import { EmulatedPrinter, type Receipt } from './emulated/emulated-printer.js'
import { receiptPng } from './emulated/png.js'
import { EMU_58, EMU_80 } from './emulated/profiles.js'
import { serveEmulatedPrinter } from './emulated/serve-tcp.js'
import { EscPosPrinter } from './escpos-printer.js'
import type { PrinterProfile } from './profiles/printer-profile.js'

export interface EmulatedPrinterSetup {
  readonly clock: Clock
  readonly address: string
  /** Created when the first receipt is cut. */
  readonly paperFolder: string
  /** The double-byte font in the printer's memory. */
  readonly charset: 'cp949' | 'gb18030'
  /** What the driver takes it for. */
  readonly profile: PrinterProfile
}

/** Closing it closes the driver and the emulated device. */
export async function openEmulatedPrinter(
  setup: EmulatedPrinterSetup,
): Promise<EscPosPrinter & { readonly device: EmulatedPrinter }> {
  const { clock, address, paperFolder, charset, profile } = setup
  const model = profile.columns === 32 ? EMU_58 : EMU_80
  const device = new EmulatedPrinter({ clock, profile: { ...model, doubleByte: { charset, onAtStart: false } } })
  device.onReceipt((receipt) => keepPaper(paperFolder, receipt))
  const server = await serveEmulatedPrinter(device, { host: '127.0.0.1', port: 0 })
  const opener = tcpLinkOpener({ host: server.host, port: server.port, address, clock })
  const printer = new EscPosPrinter({ opener, clock, profile })
  const closePrinter = printer.close.bind(printer)
  return Object.assign(printer, {
    device,
    async close() {
      await closePrinter()
      await server.close()
    },
  })
}

/** Writes `<n>.png` and `<n>.txt`, counting on from what is there. @returns the picture's path. */
export function keepPaper(folder: string, receipt: Receipt): string {
  mkdirSync(folder, { recursive: true })
  const picture = path.join(folder, `receipt-${receipt.cutAt}-${receipt.number}.png`)
  writeFileSync(picture, receiptPng(receipt))
  writeFileSync(picture.replace(/png$/, 'txt'), `${receipt.text}\n`)
  return picture
}
