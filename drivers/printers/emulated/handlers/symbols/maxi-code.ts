/**
 * MaxiCode, GS ( k cn 50: hexagons around a bull's eye, always an inch or so wide. A head has no hexagons, so each is the
 * nearest shape of whole dots, with a gap to its neighbours.
 */
import { Bitmap } from '../../paper/bitmap.js'
import { latin1, type SymbolFamily, scannedText, setting, storedFor, storing } from './symbol-family.js'
import { hexagonPattern } from './symbol-patterns.js'

/** Digits in the largest symbol; `GS ( k` lets no more in. */
const LONGEST_DATA = 138
const COLUMNS = 30
const ROWS = 33
/** ISO/IEC 16023: from one hexagon to the next, across and down. */
const COLUMN_MM = 0.88
const ROW_MM = 0.76
/** Between a hexagon and the next one in its row; less would run together on paper. */
const GAP_DOTS = 1
/** The rings of the bull's eye, black from the first radius to the second. */
const RINGS_MM = [
  [0.51, 1.18],
  [1.86, 2.53],
  [3.2, 3.87],
] as const

export const maxiCode: SymbolFamily = {
  name: 'maxiCode',
  identifier: 0x37,
  tellsErrors: false,
  settings: {
    65: setting(50, 54, ({ maxiCode }, n) => {
      maxiCode.mode = n - 48
    }),
  },
  store: storing('maxiCode', LONGEST_DATA),
  draw: ({ maxiCode: { mode }, stored }, { dotsPerMm }) => {
    const data = storedFor('maxiCode', stored)
    const text = data && messageFor(mode, latin1(data.bytes))
    const black = text === undefined ? undefined : hexagonPattern({ bcid: 'maxicode', text, mode })
    if (!data || !black) return undefined
    const bitmap = drawHexagons(black, dotsPerMm)
    const scanned = scannedText(data.bytes)
    return {
      bitmap,
      codeWidthDots: bitmap.widthDots,
      says: `MaxiCode ${scanned}`,
      symbol: { kind: 'maxiCode', symbology: `MaxiCode mode ${mode}`, data: scanned },
    }
  },
}

/** The header of carriers' messages, which may come before the primary message and is encoded behind it. */
const HEADER = '[)>\u001e01\u001d'
const HEADER_LENGTH = HEADER.length + 2

/**
 * Modes 2 and 3 begin with a primary message: postal code, country and class of service, each ended by GS. The encoder
 * wants them of full length, and a secondary message that is not empty: a space stands for none.
 */
function messageFor(mode: number, text: string): string | undefined {
  if (mode > 3) return text
  const header = text.startsWith(HEADER) ? text.slice(0, HEADER_LENGTH) : ''
  const [postal = '', country = '', service = '', ...secondary] = text.slice(header.length).split('\u001d')
  const isPostal = mode === 2 ? /^\d{1,9}$/ : /^[ -_]{1,6}$/
  if (!isPostal.test(postal) || !/^\d{1,3}$/.test(country) || !/^\d{1,3}$/.test(service)) return undefined
  const fullPostal = mode === 2 ? postal.padStart(9, '0') : postal.padEnd(6, ' ')
  const message = secondary.join('\u001d')
  return `${header}${[fullPostal, country.padStart(3, '0'), service.padStart(3, '0')].join('\u001d')}\u001d${message || ' '}`
}

function drawHexagons(black: readonly number[], dotsPerMm: number): Bitmap {
  const pitch = Math.round(COLUMN_MM * dotsPerMm)
  const rowPitch = Math.round(ROW_MM * dotsPerMm)
  const hexagon = hexagonOf(pitch - GAP_DOTS)
  const bitmap = new Bitmap(COLUMNS * pitch + (pitch >> 1) - GAP_DOTS, (ROWS - 1) * rowPitch + hexagon.heightDots)
  for (const module of black) {
    const row = Math.floor(module / COLUMNS)
    // Every other row stands half a hexagon to the right.
    bitmap.draw(hexagon, (module % COLUMNS) * pitch + (row % 2 === 1 ? pitch >> 1 : 0), row * rowPitch)
  }
  drawBullsEye(bitmap, dotsPerMm, hexagon, { pitch, rowPitch })
  return bitmap
}

/** Points up and down: as high as it is wide times 2 over the square root of 3. */
function hexagonOf(widthDots: number): Bitmap {
  const heightDots = Math.round((widthDots * 2) / Math.sqrt(3))
  const hexagon = new Bitmap(widthDots, heightDots)
  for (let y = 0; y < heightDots; y++) {
    const fromPoint = Math.min(y, heightDots - 1 - y) + 0.5
    const half = Math.min(widthDots / 2, fromPoint * Math.sqrt(3))
    const left = Math.round(widthDots / 2 - half)
    hexagon.fill(left, y, widthDots - 2 * left, 1)
  }
  return hexagon
}

function drawBullsEye(
  bitmap: Bitmap,
  dotsPerMm: number,
  hexagon: Bitmap,
  { pitch, rowPitch }: { pitch: number; rowPitch: number },
): void {
  // The middle of module 14 in row 16, whose place all rings are counted from.
  const centreX = 14 * pitch + hexagon.widthDots / 2
  const centreY = 16 * rowPitch + hexagon.heightDots / 2
  const reach = Math.ceil(RINGS_MM[2][1] * dotsPerMm)
  for (let y = Math.floor(centreY - reach); y <= centreY + reach; y++) {
    for (let x = Math.floor(centreX - reach); x <= centreX + reach; x++) {
      const distanceMm = Math.hypot(x + 0.5 - centreX, y + 0.5 - centreY) / dotsPerMm
      if (RINGS_MM.some(([inner, outer]) => distanceMm >= inner && distanceMm < outer)) bitmap.set(x, y)
    }
  }
}
