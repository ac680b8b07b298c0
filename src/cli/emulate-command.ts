/** `tillproof emulate`: one emulated device on a port of this machine, for developers of POS software and for CI. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { parseHostScript } from '../../drivers/acquirers/emulated/host-script.js'
import { serveEmulatedAcquirer } from '../../drivers/acquirers/emulated/serve-emulated-acquirer.js'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { EMULATED_TAX_ACCOUNT } from '../../drivers/tax-authorities/emulated/emulated-account.js'
import { parseGatewayScript } from '../../drivers/tax-authorities/emulated/gateway-script.js'
import { serveEmulatedTaxGateway } from '../../drivers/tax-authorities/emulated/serve-emulated-tax-gateway.js'
import { InputError } from './cli-error.js'
import { portFrom } from './port-from.js'
import { printerCommand } from './printer-command.js'

interface PortOptions {
  readonly host: string
  readonly port: string
}

export function emulateCommand(): Command {
  const emulate = new Command('emulate').description('run one emulated device on a port, until stopped with Ctrl-C')
  // The printer is a command of its own too; here it stands with the rest of the counter.
  emulate.addCommand(printerCommand())
  emulate.addCommand(
    onPort(new Command('acquirer'), '8583')
      .description('an ISO 8583 host with a ledger that can fail on command')
      .option('--script <file>', 'rules and faults (YAML); see drivers/acquirers/README.md')
      .option('--ledger <file>', 'remember transactions here')
      .action(emulateAcquirer),
  )
  emulate.addCommand(
    onPort(new Command('tax'), '8126')
      .description('a cash-receipt gateway that speaks the Popbill wire')
      .option('--script <file>', 'rules and faults (YAML); see drivers/tax-authorities/README.md')
      .option('--ledger <file>', 'remember documents here')
      .action(emulateTax),
  )
  return emulate
}

function onPort(command: Command, port: string): Command {
  return command.option('--host <host>', 'address to listen on', '127.0.0.1').option('--port <port>', 'port', port)
}

async function emulateAcquirer(
  options: PortOptions & { readonly script?: string; readonly ledger?: string },
): Promise<void> {
  const host = await serveEmulatedAcquirer({
    clock: systemClock,
    host: options.host,
    port: portFrom(options.port),
    ...(options.ledger !== undefined && { ledgerFile: options.ledger }),
    ...(options.script !== undefined && parseHostScript(readScript(options.script))),
  })
  host.onTrace(({ step, kind, stan, fault, responseCode }) =>
    console.log([step, kind, stan, responseCode, fault].filter((part) => part !== undefined).join('  ')),
  )
  console.log(`acquirer ready: iso8583://${host.host}:${host.port}`)
  console.log(`its settlement files: files=${host.filesUrl}`)
}

async function emulateTax(
  options: PortOptions & { readonly script?: string; readonly ledger?: string },
): Promise<void> {
  const gateway = await serveEmulatedTaxGateway({
    clock: systemClock,
    host: options.host,
    port: portFrom(options.port),
    ...(options.ledger !== undefined && { ledgerFile: options.ledger }),
    ...(options.script !== undefined && parseGatewayScript(readScript(options.script))),
  })
  const { linkId, secretKey, corpNum } = EMULATED_TAX_ACCOUNT
  console.log(`tax gateway ready: popbill:${gateway.url}?linkId=${linkId}&test=yes`)
  console.log(`its practice account: TILLPROOF_TAX_SECRET=${secretKey}  seller ${corpNum}`)
}

function readScript(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new InputError({ field: `--script ${file}`, rule: 'unreadableFile' })
  }
}
