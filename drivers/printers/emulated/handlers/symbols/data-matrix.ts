/** DataMatrix (ECC 200), GS ( k cn 54: square and rectangular. */

import type { DataMatrixSettings } from '../../composing/symbol-settings.js'
import { latin1, type SymbolFamily, scannedText, setting, storedFor, storing } from './symbol-family.js'
import { matrixPattern } from './symbol-patterns.js'

/** Digits in the largest symbol. */
const LONGEST_DATA = 3116

/** Modules along a side. */
const SQUARES: readonly number[] = [
  10, 12, 14, 16, 18, 20, 22, 24, 26, 32, 36, 40, 44, 48, 52, 64, 72, 80, 88, 96, 104, 120, 132, 144,
]
/** Rows, and the columns each of them can have. */
const RECTANGLES: Readonly<Record<number, readonly number[]>> = { 8: [18, 32], 12: [26, 36], 16: [36, 48] }

export const dataMatrix: SymbolFamily = {
  name: 'dataMatrix',
  identifier: 0x59,
  tellsErrors: true,
  settings: {
    // m = 0 square, 1 rectangle; d1 d2 the sides. Of a square both can be 0, of a rectangle the longer one.
    66: (parameters, { dataMatrix }) => {
      const [m, d1, d2] = [parameters.at(0) % 48, parameters.at(1), parameters.at(2)]
      const isSquare = m === 0 && d1 === d2 && (d1 === 0 || SQUARES.includes(d1))
      const isRectangle = m === 1 && RECTANGLES[d1] !== undefined && (d2 === 0 || RECTANGLES[d1].includes(d2))
      if (!isSquare && !isRectangle) return 'parameter out of range'
      dataMatrix.shape = isSquare ? 'square' : 'rectangle'
      dataMatrix.rows = d1
      dataMatrix.columns = d2
      return 'done'
    },
    67: setting(2, 16, ({ dataMatrix }, n) => {
      dataMatrix.moduleDots = n
    }),
  },
  store: storing('dataMatrix', LONGEST_DATA),
  draw: ({ dataMatrix, stored }) => {
    const data = storedFor('dataMatrix', stored)
    const pattern = data && matrixPattern({ text: latin1(data.bytes), ...shape(dataMatrix) })
    if (!data || !pattern) return undefined
    const bitmap = pattern.modules.scaled(dataMatrix.moduleDots, dataMatrix.moduleDots)
    const text = scannedText(data.bytes)
    return {
      bitmap,
      codeWidthDots: bitmap.widthDots,
      says: `DataMatrix ${text}`,
      symbol: { kind: 'dataMatrix', symbology: 'DataMatrix', data: text },
    }
  },
}

function shape({ shape, rows, columns }: DataMatrixSettings) {
  const bcid = shape === 'square' ? 'datamatrix' : 'datamatrixrectangular'
  return { bcid, ...(rows > 0 && { rows }), ...(columns > 0 && { columns }) }
}
