/**
 * All models by name. Epson's and Bixolon's are sold with one double-byte font or another, so that is chosen here and is
 * not a model of its own.
 */

import { DriverError } from '../../../../src/ports/device.js'
import { SRP_350III, SRP_350PLUSIII, SRP_380 } from './bixolon.js'
import {
  type DoubleByteCharset,
  EMU_58,
  EMU_80,
  EMU_80_CHINESE,
  EMU_80_CLONE,
  type PrinterProfile,
} from './profiles.js'
import { STAR_MC_PRINT3, STAR_TSP143IV } from './star.js'
import { TM_M30, TM_M30II, TM_M30III } from './tm-m30.js'
import { TM_T20, TM_T20II, TM_T20III } from './tm-t20.js'
import { TM_T88VI } from './tm-t88vi.js'
import { TM_T88VII } from './tm-t88vii.js'
import { XPRINTER_58, XPRINTER_80 } from './xprinter.js'

/** The house's own reference printers first. */
export const PRINTER_MODELS: readonly PrinterProfile[] = [
  EMU_80,
  EMU_58,
  EMU_80_CHINESE,
  EMU_80_CLONE,
  TM_T88VI,
  TM_T88VII,
  TM_M30,
  TM_M30II,
  TM_M30III,
  TM_T20,
  TM_T20II,
  TM_T20III,
  SRP_350III,
  SRP_350PLUSIII,
  SRP_380,
  STAR_MC_PRINT3,
  STAR_TSP143IV,
  XPRINTER_80,
  XPRINTER_58,
]

/** In the order of the table. */
export const printerModelNames = (): readonly string[] => PRINTER_MODELS.map(({ name }) => name)

export interface ModelVariant {
  /** The double-byte font it was sold with; the model's own when left out. */
  readonly charset?: DoubleByteCharset
}

/**
 * @param name as in the table, in any case.
 * @throws DriverError `printer.unknownModel`, which lists the names.
 */
export function printerModel(name: string, { charset }: ModelVariant = {}): PrinterProfile {
  const wanted = name.trim().toLowerCase()
  const model = PRINTER_MODELS.find((one) => one.name === wanted)
  if (!model) {
    throw new DriverError(
      'printer.unknownModel',
      `there is no printer model "${name}"; choose one of: ${printerModelNames().join(', ')}`,
    )
  }
  return charset === undefined ? model : { ...model, doubleByte: { ...model.doubleByte, charset } }
}
