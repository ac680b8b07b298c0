/** Epson TM-T88VI: the counter's standard, 350 mm a second. */

import { EPSON_180 } from './epson.js'
import type { PrinterProfile } from './profiles.js'

export const TM_T88VI: PrinterProfile = {
  ...EPSON_180,
  name: 'tm-t88vi',
  title: 'Epson TM-T88VI',
  identity: { ...EPSON_180.identity, model: 'TM-T88VI' },
  speed: { mmPerSecond: 350, cutMs: 200 },
}
