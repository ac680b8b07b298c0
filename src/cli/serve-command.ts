/** `tillproof serve`: one till that stays on, for screens and other programs over HTTP. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Command } from 'commander'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { systemRandom } from '../../drivers/random/system-random.js'
import { writePrivateFile } from '../journal/private-file.js'
import { type ApiServer, serveApi } from '../server/api-server.js'
import { InputError } from './cli-error.js'
import { openTill, type Till } from './open-till.js'
import { portFrom } from './port-from.js'
import { settingsFrom, type TillOptions, withTillOptions } from './till-options.js'

interface ServeOptions extends TillOptions {
  readonly port: string
  readonly host: string
  readonly openToNetwork: boolean
}

const TOKEN_FILE = 'api-token'
const TOKEN_BYTES = 32

export function serveCommand(): Command {
  return withTillOptions(new Command('serve'))
    .description('keep one till on, and let screens and other programs use it over HTTP')
    .option('--port <port>', 'where it listens; 0 takes any free port', '8717')
    .option('--host <host>', 'at which address of this machine', '127.0.0.1')
    .option('--open-to-network', 'with a --host that other machines can reach: the token crosses it in clear', false)
    .addHelpText(
      'after',
      `
The token to send as Authorization: Bearer is in the file api-token of the data folder, which only its owner can read.

Examples:
  tillproof serve
  curl -H "Authorization: Bearer $(cat .tillproof/api-token)" http://127.0.0.1:8717/api/v1/owed`,
    )
    .action(serve)
}

async function serve(options: ServeOptions): Promise<void> {
  const { host } = options
  const port = portFrom(options.port)
  if (!options.openToNetwork && !/^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host)) {
    throw new InputError({ field: `--host ${host}`, rule: 'otherMachinesReachIt', option: '--open-to-network' })
  }
  const settings = settingsFrom(options)
  const onFault = (text: string) => console.error(`! ${text}`)
  const till = await openTill({ settings, dataPath: options.data, onFault })
  let server: ApiServer | undefined
  try {
    const tokenFile = path.resolve(options.data, TOKEN_FILE)
    server = await listening(till, { host, port, token: tokenIn(tokenFile) })
    till.terminal.start()
    console.log(server.url)
    console.log(tokenFile)
    await toldToStop()
  } finally {
    await server?.close()
    await till.close()
  }
}

/** @throws InputError where somebody else listens there already. */
async function listening(
  { terminal, journal, settings }: Till,
  place: { readonly host: string; readonly port: number; readonly token: string },
): Promise<ApiServer> {
  const { shop, language, currency, utcOffsetMinutes, training, vatPercent } = settings
  try {
    return await serveApi({
      shop: {
        ...{ terminal, journal, clock: systemClock, language, currency, utcOffsetMinutes, training },
        ...{ name: shop.name, terminalId: settings.terminal, vatRateBasisPoints: Math.round(vatPercent * 100) },
      },
      ...place,
      clock: systemClock,
      random: systemRandom,
      onFault: (error) => console.error(`! ${error instanceof Error ? error.message : String(error)}`),
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new InputError({ field: `--port ${place.port}`, rule: 'portTaken' })
  }
}

/** The one from before, so that programs need not be told anew after a restart. */
function tokenIn(file: string): string {
  const kept = readOrNothing(file)?.trim()
  if (kept !== undefined && /^[A-Za-z0-9_-]{43}$/.test(kept)) return kept
  const token = Buffer.from(systemRandom.bytes(TOKEN_BYTES)).toString('base64url')
  writePrivateFile(file, Buffer.from(`${token}\n`))
  return token
}

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
