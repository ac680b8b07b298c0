/** Aztec Code, GS ( k cn 53: full-range and compact. */

import { latin1, type SymbolFamily, scannedText, setting, storedFor, storing } from './symbol-family.js'
import { matrixPattern } from './symbol-patterns.js'

/** Digits in the largest symbol. */
const LONGEST_DATA = 3832

export const aztecCode: SymbolFamily = {
  name: 'aztec',
  identifier: 0x58,
  tellsErrors: true,
  settings: {
    // n1 = 0 full-range, 1 compact; n2 = 0 or the layers: 4–32, 1–4 when compact.
    66: (parameters, { aztec }) => {
      const [mode, layers] = [parameters.at(0) % 48, parameters.at(1)]
      const isCompact = mode === 1
      const hasLayers = layers === 0 || (isCompact ? layers >= 1 && layers <= 4 : layers >= 4 && layers <= 32)
      if ((mode !== 0 && mode !== 1) || !hasLayers) return 'parameter out of range'
      aztec.compact = isCompact
      aztec.layers = layers
      return 'done'
    },
    67: setting(2, 16, ({ aztec }, n) => {
      aztec.moduleDots = n
    }),
    69: setting(5, 95, ({ aztec }, n) => {
      aztec.correctionPercent = n
    }),
  },
  store: storing('aztec', LONGEST_DATA),
  draw: ({ aztec, stored }) => {
    const data = storedFor('aztec', stored)
    const pattern =
      data &&
      matrixPattern({
        bcid: aztec.compact ? 'azteccodecompact' : 'azteccode',
        text: latin1(data.bytes),
        eclevel: aztec.correctionPercent,
        ...(!aztec.compact && { format: 'full' }),
        ...(aztec.layers > 0 && { layers: aztec.layers }),
      })
    if (!data || !pattern) return undefined
    const bitmap = pattern.modules.scaled(aztec.moduleDots, aztec.moduleDots)
    const text = scannedText(data.bytes)
    return {
      bitmap,
      codeWidthDots: bitmap.widthDots,
      says: `Aztec ${text}`,
      symbol: { kind: 'aztec', symbology: aztec.compact ? 'Compact Aztec Code' : 'Aztec Code', data: text },
    }
  },
}
