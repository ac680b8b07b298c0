/** Two-dimensional codes (GS ( k): QR is drawn; the other families are skipped and put on record. */
import type { Bitmap } from '../bitmap.js'
import type { PrintModes } from '../print-modes.js'
import { matrixPattern } from '../symbol-patterns.js'
import { atLineStart, byteAt, type Handler } from './handler.js'

/** cn: which kind of code. 48 is PDF417, 49 QR, 50 MaxiCode, 51 and on GS1 DataBar, Aztec, DataMatrix. */
const QR = 49
const ERROR_LEVELS = ['L', 'M', 'Q', 'H'] as const
const MODELS = ['model1', 'model2', 'micro'] as const
const LARGEST_MODULE_DOTS = 16

/** @param data cn fn and what follows, without the length. */
export const matrixCode: Handler = (data, context) => {
  const [cn, fn] = data
  if (cn !== QR) return context.note('not supported')
  const handler = QR_FUNCTIONS[fn ?? 0]
  if (!handler || data.length < 3) return context.note('not supported')
  handler(data, context)
}

const QR_FUNCTIONS: Readonly<Record<number, Handler>> = {
  // fn 65: n1 = 49 model 1, 50 model 2, 51 micro.
  65: (data, { modes, note }) => {
    const model = MODELS[byteAt(data, 2) - 49]
    if (!model) return note('parameter out of range')
    modes.qr.model = model
  },
  // fn 67: module size in dots.
  67: (data, { modes, note }) => {
    const moduleDots = byteAt(data, 2)
    if (moduleDots < 1 || moduleDots > LARGEST_MODULE_DOTS) return note('parameter out of range')
    modes.qr.moduleDots = moduleDots
  },
  // fn 69: error correction level.
  69: (data, { modes, note }) => {
    const errorLevel = ERROR_LEVELS[byteAt(data, 2) - 48]
    if (!errorLevel) return note('parameter out of range')
    modes.qr.errorLevel = errorLevel
  },
  // fn 80: m = 48, then the data.
  80: (data, { modes }) => {
    modes.qr.data = data.slice(3)
  },
  // fn 81: m = 48, print.
  81: atLineStart((_data, { modes, line, note }) => {
    const symbol = drawQr(modes)
    if (!symbol) return note('parameter out of range')
    const data = Buffer.from(modes.qr.data).toString('utf8')
    line.printBlock(symbol, { says: `[QR ${data}]`, symbol: { kind: 'qr', data } })
  }),
}

/** Undefined where no code holds this data: nothing stored, or too much of it. Model 1 is drawn as model 2. */
function drawQr({ qr }: PrintModes): Bitmap | undefined {
  if (qr.data.length === 0) return undefined
  const modules = matrixPattern({
    bcid: qr.model === 'micro' ? 'microqrcode' : 'qrcode',
    // One character a byte, taken as it is: the printer knows no character sets inside a code.
    text: Buffer.from(qr.data).toString('latin1'),
    binarytext: true,
    eclevel: qr.errorLevel,
  })
  return modules?.scaled(qr.moduleDots, qr.moduleDots)
}
