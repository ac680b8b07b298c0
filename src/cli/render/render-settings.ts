/**
 * What `tillproof render` was asked for, read from its options. Every mistake is named by its option, with what was expected
 * there and what to do.
 */
import {
  DOUBLE_BYTE_CHARSETS,
  type DoubleByteCharset,
} from '../../../drivers/printers/emulated/characters/double-byte-charset.js'
import { PRINTER_MODELS, printerModelNames } from '../../../drivers/printers/emulated/models/printer-model.js'
import type { PrinterProfile } from '../../../drivers/printers/emulated/models/profiles.js'
import { CliError } from '../cli-error.js'

/** As commander hands them over. */
export interface RenderOptions {
  readonly format: string
  readonly model: string
  readonly charset?: string
  readonly width?: string
  readonly out?: string
}

/** `commands` shows the stream, the others the paper. */
export const RENDER_FORMATS = ['png', 'svg', 'text', 'transcript', 'commands'] as const
export type RenderFormat = (typeof RENDER_FORMATS)[number]

export interface RenderSettings {
  readonly format: RenderFormat
  readonly profile: PrinterProfile
  /** A file, or a folder. */
  readonly out: string | undefined
}

/** Dots of the head that print on paper of a width in mm, by dots per inch. */
const PRINTABLE_DOTS: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  58: { 180: 360, 203: 384 },
  80: { 180: 512, 203: 576 },
}

/** @throws CliError naming the option. */
export function renderSettings({ format, model, charset, width, out }: RenderOptions): RenderSettings {
  const wanted = model.trim().toLowerCase()
  const profile = PRINTER_MODELS.find(({ name }) => name === wanted)
  if (!profile) {
    throw new CliError(`--model ${model}: expected the name of a model; use one of ${printerModelNames().join(', ')}`)
  }
  const known = charset === undefined ? profile.doubleByte.charset : charsetFrom(charset)
  return {
    format: choice('--format', format, RENDER_FORMATS),
    profile: {
      ...profile,
      doubleByte: { ...profile.doubleByte, charset: known },
      widthDots: width === undefined ? profile.widthDots : widthDotsFrom(width, profile),
    },
    out,
  }
}

const charsetFrom = (charset: string): DoubleByteCharset => choice('--charset', charset, DOUBLE_BYTE_CHARSETS)

function widthDotsFrom(width: string, { dpi }: PrinterProfile): number {
  const widths = Object.keys(PRINTABLE_DOTS)
  const dots = PRINTABLE_DOTS[choice('--width', width, widths)]?.[dpi]
  if (dots === undefined) throw new CliError(`--width ${width}: expected a model of 180 or 203 dpi; leave --width out`)
  return dots
}

function choice<const Choice extends string>(option: string, given: string, choices: readonly Choice[]): Choice {
  const found = choices.find((one) => one === given.trim().toLowerCase())
  if (found === undefined) {
    throw new CliError(`${option} ${given}: expected one of ${choices.join(', ')}; write e.g. ${option} ${choices[0]}`)
  }
  return found
}
