/** Epson TM-m30, TM-m30II and TM-m30III: small printers for tablets; three fonts. */

import { EPSON_203 } from './epson.js'
import type { PrinterProfile } from './profiles.js'

export const TM_M30: PrinterProfile = {
  ...EPSON_203,
  name: 'tm-m30',
  title: 'Epson TM-m30',
  fonts: {
    A: { widthDots: 12, heightDots: 24 },
    B: { widthDots: 10, heightDots: 24 },
    C: { widthDots: 9, heightDots: 17 },
  },
  identity: { ...EPSON_203.identity, model: 'TM-m30' },
  speed: { mmPerSecond: 200, cutMs: 250 },
}

export const TM_M30II: PrinterProfile = {
  ...TM_M30,
  name: 'tm-m30ii',
  title: 'Epson TM-m30II',
  identity: { ...TM_M30.identity, model: 'TM-m30II' },
  speed: { mmPerSecond: 250, cutMs: 250 },
}

export const TM_M30III: PrinterProfile = {
  ...TM_M30,
  name: 'tm-m30iii',
  title: 'Epson TM-m30III',
  identity: { ...TM_M30.identity, model: 'TM-m30III' },
  identityNumbers: [1, 2, 33, 35, 36, 65, 66, 67, 68, 69],
  speed: { mmPerSecond: 300, cutMs: 250 },
}
