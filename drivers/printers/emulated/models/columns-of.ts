/** How many characters a line of each font holds: `{ A: 42, B: 56 }`. */
import type { PrinterProfile } from './profiles.js'

export const columnsOf = ({
  fonts,
  widthDots,
}: Pick<PrinterProfile, 'fonts' | 'widthDots'>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(fonts).map(([font, cell]) => [font, Math.floor(widthDots / cell.widthDots)]))
