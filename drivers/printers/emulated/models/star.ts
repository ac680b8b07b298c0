/** Star mC-Print3 and TSP143IV, set to speak ESC/POS instead of their own language. */
import { EMU_80, type PrinterProfile } from './profiles.js'

export const STAR_MC_PRINT3: PrinterProfile = {
  ...EMU_80,
  name: 'star-mc-print3',
  title: 'Star mC-Print3 in ESC/POS mode',
  fonts: { A: { widthDots: 12, heightDots: 24 }, B: { widthDots: 9, heightDots: 24 } },
  codePages: 'star',
  identity: { ...EMU_80.identity, firmware: 'Ver1.0', maker: 'Star', model: 'mC-Print3', serial: 'EMULATED' },
  answers: { ...EMU_80.answers, processId: false, clearBuffers: false, settings: false },
  identityNumbers: [1, 2, 3, 65, 66, 67, 68, 69],
  specifiedStatuses: [],
  confirmationLevel: 'fence',
  quirks: [
    { name: 'no process ID', explanation: 'ESC/POS is its second language: GS ( H is skipped, GS r is answered' },
    { name: 'no customising', explanation: 'GS ( E, GS ( C and GS g are skipped: it is set up in its own language' },
  ],
  notVerified: [
    'GS I texts: examples',
    'receive buffer and NV sizes',
    'which of GS ( E, GS ( C and DLE DC4 fn 8 it skips',
  ],
  speed: { mmPerSecond: 400, cutMs: 250 },
  secondConnection: 'waits',
}

export const STAR_TSP143IV: PrinterProfile = {
  ...STAR_MC_PRINT3,
  name: 'star-tsp143iv',
  title: 'Star TSP143IV in ESC/POS mode',
  identity: { ...STAR_MC_PRINT3.identity, model: 'TSP143IV' },
  speed: { mmPerSecond: 250, cutMs: 250 },
}
