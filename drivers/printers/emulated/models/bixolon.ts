/** Bixolon SRP-350III, SRP-350plusIII and SRP-380: Korean counters' standard; Epson's commands, pages of their own. */

import { EPSON_180 } from './epson.js'
import { EMU_80, type PrinterProfile } from './profiles.js'

export const SRP_350III: PrinterProfile = {
  ...EPSON_180,
  name: 'srp-350iii',
  title: 'Bixolon SRP-350III',
  fonts: {
    A: { widthDots: 12, heightDots: 24 },
    B: { widthDots: 9, heightDots: 17 },
    C: { widthDots: 9, heightDots: 24 },
  },
  codePages: 'bixolon',
  identity: { ...EMU_80.identity, firmware: 'V01.00', maker: 'BIXOLON', model: 'SRP-350III', serial: 'EMULATED' },
  identityNumbers: [1, 2, 3, 65, 66, 67, 68, 69],
  specifiedStatuses: [],
  answers: { ...EPSON_180.answers, processId: false, oldStatus: false },
  confirmationLevel: 'fence',
  quirks: [
    {
      name: 'no process ID',
      explanation: 'GS ( H is not in its command list: a fence (GS r) is the best proof there is',
    },
  ],
  notVerified: ['GS I texts: examples', 'receive buffer and NV sizes', 'DLE DC4 fn 8', 'distance from head to cutter'],
  speed: { mmPerSecond: 250, cutMs: 250 },
  coverOpenedInPrint: 'nothingElse',
  secondConnection: 'refused',
}

export const SRP_350PLUSIII: PrinterProfile = {
  ...SRP_350III,
  name: 'srp-350plusiii',
  title: 'Bixolon SRP-350plusIII',
  identity: { ...SRP_350III.identity, model: 'SRP-350plusIII' },
  speed: { mmPerSecond: 300, cutMs: 250 },
}

export const SRP_380: PrinterProfile = {
  ...SRP_350III,
  name: 'srp-380',
  title: 'Bixolon SRP-380',
  identity: { ...SRP_350III.identity, model: 'SRP-380' },
  speed: { mmPerSecond: 350, cutMs: 250 },
}
