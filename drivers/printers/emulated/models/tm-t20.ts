/** Epson TM-T20, TM-T20II and TM-T20III: the plain desktop line, two fonts and one connection at a time. */

import { EPSON_203 } from './epson.js'
import type { PrinterProfile } from './profiles.js'

export const TM_T20: PrinterProfile = {
  ...EPSON_203,
  name: 'tm-t20',
  title: 'Epson TM-T20',
  identity: { ...EPSON_203.identity, model: 'TM-T20' },
  identityNumbers: [1, 2, 35, 65, 66, 67, 68, 69],
  speed: { mmPerSecond: 150, cutMs: 250 },
  secondConnection: 'refused',
}

export const TM_T20II: PrinterProfile = {
  ...TM_T20,
  name: 'tm-t20ii',
  title: 'Epson TM-T20II',
  identity: { ...TM_T20.identity, model: 'TM-T20II' },
  speed: { mmPerSecond: 200, cutMs: 250 },
}

export const TM_T20III: PrinterProfile = {
  ...TM_T20,
  name: 'tm-t20iii',
  title: 'Epson TM-T20III',
  identity: { ...TM_T20.identity, model: 'TM-T20III' },
  speed: { mmPerSecond: 250, cutMs: 250 },
}
