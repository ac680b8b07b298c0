/**
 * The world outside a till, for the demonstration: a card host, a tax gateway and printers, each behind a real socket of
 * this machine, and each ready to fail on command. Tills come and go, and die, while it stands.
 */
import path from 'node:path'
import { serveEmulatedAcquirer } from '../../../drivers/acquirers/emulated/serve-emulated-acquirer.js'
import { systemClock } from '../../../drivers/clocks/system-clock.js'
import { EmulatedPrinter } from '../../../drivers/printers/emulated/emulated-printer.js'
import { EMU_80, EMU_80_CHINESE } from '../../../drivers/printers/emulated/models/profiles.js'
import { serveEmulatedPrinter } from '../../../drivers/printers/emulated/wires/serve-tcp.js'
import { keepPaper } from '../../../drivers/printers/open-emulated-printer.js'
import { EMULATED_TAX_ACCOUNT } from '../../../drivers/tax-authorities/emulated/emulated-account.js'
import { serveEmulatedTaxGateway } from '../../../drivers/tax-authorities/emulated/serve-emulated-tax-gateway.js'
import { PRESET_SHOPS, type PresetName } from '../preset-shops.js'
import { checkSettings, type Settings } from '../settings.js'

const LOCAL = '127.0.0.1'

export interface DemoWorldSetup {
  readonly folder: string
  readonly onPaper: (picture: string) => void
}

export async function openDemoWorld({ folder, onPaper }: DemoWorldSetup) {
  const host = await serveEmulatedAcquirer({ clock: systemClock, host: LOCAL, port: 0 })
  const gateway = await serveEmulatedTaxGateway({ clock: systemClock, host: LOCAL, port: 0 })
  const korean = new EmulatedPrinter({ clock: systemClock, profile: EMU_80 })
  const chinese = new EmulatedPrinter({ clock: systemClock, profile: EMU_80_CHINESE })
  const servers = await Promise.all(
    [korean, chinese].map((device) => serveEmulatedPrinter(device, { host: LOCAL, port: 0 })),
  )
  const [koreanAt = '', chineseAt = ''] = servers.map(({ port }) => `tcp:${LOCAL}:${port}`)
  for (const device of [korean, chinese]) {
    device.onReceipt((receipt) => onPaper(keepPaper(path.join(folder, 'paper'), receipt)))
  }
  const tax = `popbill:${gateway.url}?linkId=${EMULATED_TAX_ACCOUNT.linkId}&test=yes`

  /** The addresses of this world, as a till's settings name them. */
  function devices(shop: PresetName) {
    const { reader } = PRESET_SHOPS[shop].devices
    const acquirer = `iso8583://${LOCAL}:${host.port}?terminal=${PRESET_SHOPS[shop].terminal}&replyMs=3000`
    const printer = shop === 'china' ? `${chineseAt}?profile=generic-chinese-80` : koreanAt
    return { reader, acquirer, tax: shop === 'korea' ? tax : 'none:', invoice: 'none:', printer }
  }

  return {
    host,
    gateway,
    korean,
    taxSecret: EMULATED_TAX_ACCOUNT.secretKey,
    devices,
    settings: (shop: PresetName): Settings => ({ ...checkSettings(PRESET_SHOPS[shop], shop), devices: devices(shop) }),
    async close() {
      await Promise.all(servers.map((server) => server.close()))
      await gateway.close()
      await host.close()
    },
  }
}

export type DemoWorld = Awaited<ReturnType<typeof openDemoWorld>>
