/**
 * An emulated printer behind a real socket on this machine, with the production driver in front of it. Every receipt it
 * cuts is kept as a picture and as text, so a person can look at what would have come out.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Clock } from '../../src/ports/clock.js'
import { tcpLinkOpener } from '../links/tcp-link.js'
import { EmulatedPrinter, type Receipt } from './emulated/emulated-printer.js'
import { printerModel } from './emulated/models/printer-model.js'
import type { DoubleByteCharset } from './emulated/models/profiles.js'
import { receiptPng } from './emulated/render/png.js'
import { serveEmulatedPrinter } from './emulated/wires/serve-tcp.js'
import { EscPosPrinter } from './escpos-printer.js'
import type { PrinterProfile } from './profiles/printer-profile.js'

export interface EmulatedPrinterSetup {
  readonly clock: Clock
  readonly address: string
  /** Created when the first receipt is cut. */
  readonly paperFolder: string
  /** The double-byte font in the printer's memory. */
  readonly charset: DoubleByteCharset
  /** A name `printerModel` knows; the house's own of the profile's width when left out. */
  readonly model?: string
  /** What the driver takes it for. */
  readonly profile: PrinterProfile
}

/**
 * Closing it closes the driver and the emulated device.
 * @throws DriverError `printer.unknownModel` for a model that is not in the table.
 */
export async function openEmulatedPrinter(
  setup: EmulatedPrinterSetup,
): Promise<EscPosPrinter & { readonly device: EmulatedPrinter }> {
  const { clock, address, paperFolder, charset, profile } = setup
  const { model = profile.columns === 32 ? 'emu-58' : 'emu-80' } = setup
  const device = new EmulatedPrinter({ clock, profile: printerModel(model, { charset }) })
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
