/** QR Code, GS ( k cn 49: model 2 and Micro QR Code. Nobody prints model 1 any more, and it is not drawn here. */

import { latin1, type SymbolFamily, scannedText, setting, storedFor, storing } from './symbol-family.js'
import { matrixPattern } from './symbol-patterns.js'

const ERROR_LEVELS = ['L', 'M', 'Q', 'H'] as const
/** Digits in the largest symbol. */
const LONGEST_DATA = 7089

export const qrCode: SymbolFamily = {
  name: 'qr',
  identifier: 0x36,
  tellsErrors: false,
  settings: {
    // n1 = 49 model 1, 50 model 2, 51 micro; n2 = 0.
    65: (parameters, { qr }) => {
      const n = parameters.at(0)
      if (n === 49) return 'not supported'
      if (n !== 50 && n !== 51) return 'parameter out of range'
      qr.model = n === 50 ? 'model2' : 'micro'
      return 'done'
    },
    67: setting(1, 16, ({ qr }, n) => {
      qr.moduleDots = n
    }),
    69: setting(48, 51, ({ qr }, n) => {
      qr.errorLevel = ERROR_LEVELS[n - 48] ?? 'L'
    }),
  },
  store: storing('qr', LONGEST_DATA),
  draw: ({ qr, stored }) => {
    const data = storedFor('qr', stored)
    const isMicro = qr.model === 'micro'
    const pattern =
      data &&
      matrixPattern({
        bcid: isMicro ? 'microqrcode' : 'qrcode',
        text: latin1(data.bytes),
        eclevel: qr.errorLevel,
        // Not a higher level where there is room for one: hosts get what they chose.
        fixedeclevel: true,
      })
    if (!data || !pattern) return undefined
    const bitmap = pattern.modules.scaled(qr.moduleDots, qr.moduleDots)
    const text = scannedText(data.bytes)
    return {
      bitmap,
      codeWidthDots: bitmap.widthDots,
      says: `${isMicro ? 'Micro QR' : 'QR'} ${text}`,
      symbol: { kind: 'qr', symbology: isMicro ? 'Micro QR Code' : 'QR Code', data: text },
    }
  },
}
