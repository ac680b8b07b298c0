/**
 * One-bit pictures as GS v 0 raster, the oldest picture command and the one that every printer and clone has. The encoder
 * library takes coloured pixels and turns them into one bit again, which costs more than all the rest of a receipt; these
 * pictures are one bit a dot already, so they are packed here.
 */
import type { PaperLine } from '../../../src/domain/paper-line.js'

export type Bitmap = Omit<Extract<PaperLine, { kind: 'image' }>, 'kind' | 'recurring'>

/** Rows a command: its height then needs one byte, and cannot make up a real-time command with its neighbours. */
const CHUNK_ROWS = 255

/** GS v 0 commands, top to bottom; none for a picture without dots. `widthDots` is a multiple of 8. */
export function rasterCommands({ widthDots, heightDots, bits }: Bitmap): Uint8Array {
  const rowBytes = widthDots >> 3
  const commands: Uint8Array[] = []
  for (let row = 0; rowBytes > 0 && row < heightDots; row += CHUNK_ROWS) {
    const rows = Math.min(CHUNK_ROWS, heightDots - row)
    const data = new Uint8Array(rowBytes * rows)
    data.set(bits.subarray(row * rowBytes, (row + rows) * rowBytes))
    commands.push(Uint8Array.of(0x1d, 0x76, 0x30, 0, rowBytes & 0xff, rowBytes >> 8, rows, 0), defused(data))
  }
  return Buffer.concat(commands)
}

const DLE = 0x10
/** EOT, ENQ, DC4: after DLE a printer obeys them even in the middle of picture data. */
const REAL_TIME = [0x04, 0x05, 0x14]

/**
 * Blackens one dot beside each DLE that would start a real-time command. GS ( D can only silence the pulse and the
 * power-off, and would stay in force when a job is cut short; one dot cannot be seen.
 *
 * @returns the same bytes, changed in place.
 */
export function defused(data: Uint8Array): Uint8Array {
  for (let at = data.indexOf(DLE); at >= 0; at = data.indexOf(DLE, at + 1)) {
    if (REAL_TIME.includes(data[at + 1] ?? 0)) data[at] = DLE | 0x08
  }
  return data
}

/** A picture as it goes to paper: no wider than that, and blank rows make up its last eight, since some heads print no less. */
export function fitted(bitmap: Bitmap, paperDots: number): Bitmap {
  const { widthDots, heightDots, bits } = bitmap.widthDots > paperDots ? scaledDown(bitmap, paperDots) : bitmap
  const wholeHeight = Math.ceil(heightDots / 8) * 8
  const whole = new Uint8Array((widthDots >> 3) * wholeHeight)
  whole.set(bits.subarray(0, whole.length))
  return { widthDots, heightDots: wholeHeight, bits: whole }
}

/** Scaled down rather than cut off: a dot is black where half of what it covers was. */
function scaledDown(bitmap: Bitmap, paperDots: number): Bitmap {
  const scale = bitmap.widthDots / paperDots
  const heightDots = Math.max(1, Math.round(bitmap.heightDots / scale))
  const bits = new Uint8Array((paperDots >> 3) * heightDots)
  for (let y = 0; y < heightDots; y++) {
    for (let x = 0; x < paperDots; x++) {
      if (darkness(bitmap, x * scale, y * scale, scale) < 0.5) continue
      const at = y * (paperDots >> 3) + (x >> 3)
      bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7))
    }
  }
  return { widthDots: paperDots, heightDots, bits }
}

/** How much of a square of the picture is black, 0 to 1. */
function darkness({ widthDots, heightDots, bits }: Bitmap, left: number, top: number, side: number): number {
  let black = 0
  let dots = 0
  for (let y = Math.floor(top); y < Math.min(heightDots, top + side); y++) {
    for (let x = Math.floor(left); x < Math.min(widthDots, left + side); x++) {
      black += ((bits[y * (widthDots >> 3) + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
      dots++
    }
  }
  return dots === 0 ? 0 : black / dots
}
