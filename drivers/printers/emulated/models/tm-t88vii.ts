/** Epson TM-T88VII: the TM-T88VI's successor, 500 mm a second. */

import { EPSON_180 } from './epson.js'
import type { PrinterProfile } from './profiles.js'

export const TM_T88VII: PrinterProfile = {
  ...EPSON_180,
  name: 'tm-t88vii',
  title: 'Epson TM-T88VII',
  identity: { ...EPSON_180.identity, model: 'TM-T88VII' },
  speed: { mmPerSecond: 500, cutMs: 200 },
  notVerified: [...EPSON_180.notVerified, 'GS I: taken to answer what the TM-T88VI answers'],
}
