/** The cheap printers of the Xprinter class, 80 mm with a cutter and 58 mm without: Chinese from the factory. */
import { EMU_58, EMU_80, type PrinterProfile, type Quirk } from './profiles.js'

const CLONE_QUIRKS: readonly Quirk[] = [
  {
    name: 'no process ID',
    explanation: 'GS ( H is read and never answered: a fence (GS r) is the best proof there is',
  },
  { name: 'no printer ID', explanation: 'GS I is never answered, so a host that waits for it waits in vain' },
  {
    name: 'boots in double-byte mode',
    explanation: 'as if FS & had been sent: a byte from 81h on takes the next one with it',
  },
  { name: 'two-byte GB only', explanation: 'four-byte GB 18030 codes come out as rubbish; Hangul and emoji need them' },
]

const NOT_VERIFIED = [
  'receive buffer and NV sizes',
  'distance from head to cutter',
  'which status commands a given maker left out',
]

const CLONE_ANSWERS: PrinterProfile['answers'] = {
  ...EMU_80.answers,
  processId: false,
  gsI: false,
  clearBuffers: false,
  settings: false,
}

export const XPRINTER_80: PrinterProfile = {
  ...EMU_80,
  name: 'xprinter-80',
  title: 'Xprinter class, 80 mm',
  fonts: { A: { widthDots: 12, heightDots: 24 }, B: { widthDots: 9, heightDots: 17 } },
  codePages: 'xprinter',
  doubleByte: { charset: 'gb2312', onAtStart: true },
  identity: { ...EMU_80.identity, maker: 'Xprinter', model: 'Printer-80' },
  answers: CLONE_ANSWERS,
  identityNumbers: [],
  specifiedStatuses: [],
  confirmationLevel: 'fence',
  quirks: CLONE_QUIRKS,
  notVerified: NOT_VERIFIED,
  nvGraphicsBytes: 256 * 1024,
}

export const XPRINTER_58: PrinterProfile = {
  ...XPRINTER_80,
  name: 'xprinter-58',
  title: 'Xprinter class, 58 mm, no cutter',
  widthDots: EMU_58.widthDots,
  identity: { ...XPRINTER_80.identity, model: 'POS-58' },
  answers: { ...CLONE_ANSWERS, asb: false },
  quirks: [
    ...CLONE_QUIRKS,
    { name: 'no cutter', explanation: 'GS V is skipped: the paper hangs until a person tears it off' },
    { name: 'no automatic status', explanation: 'GS a is read and nothing comes of it: ask with DLE EOT' },
  ],
  cutter: false,
  headToCutterRows: 64,
  speed: EMU_58.speed,
  rollRows: EMU_58.rollRows,
}
