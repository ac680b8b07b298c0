/**
 * Popbill's own client in front of an emulated gateway: a TLS front with a certificate of today in Linkhub's names, and the
 * client in a process of its own that is led to it. The client's code is not touched.
 */
import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createServer } from 'node:tls'
import { pathToFileURL } from 'node:url'
import { EMULATED_TAX_ACCOUNT } from '../../drivers/tax-authorities/emulated/emulated-account.js'

const CHILDREN = path.join(import.meta.dirname, 'children')
const NAMES = ['auth.linkhub.co.kr', 'popbill-test.linkhub.co.kr']

export type ClientCall = readonly [method: string, ...args: unknown[]]
export type ClientLine =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string } }

export interface ClientRun {
  readonly lines: readonly ClientLine[]
  /** Not 0 when an exception killed the client. */
  readonly exitCode: number
  readonly stderr: string
}

export interface LinkhubNearby {
  /** Makes the calls through the client, one after the other, for the emulated gateway's account. */
  run(calls: readonly ClientCall[], config?: Readonly<Record<string, unknown>>): Promise<ClientRun>
  close(): void
}

export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    // The tests say why they are skipped.
    return false
  }
}

/** @param gatewayPort of the emulated gateway on 127.0.0.1. */
export async function openLinkhubNearby(gatewayPort: number): Promise<LinkhubNearby> {
  const folder = mkdtempSync(path.join(tmpdir(), 'linkhub-nearby-'))
  const { key, certificate } = makeCertificate(folder)
  const open = new Set<Socket>()
  const front = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (client) => {
    const gateway = connect(gatewayPort, '127.0.0.1')
    for (const [socket, other] of [
      [client, gateway],
      [gateway, client],
    ] as const) {
      open.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => open.delete(socket))
    }
    client.pipe(gateway).pipe(client)
  })
  await new Promise<void>((resolve) => {
    front.listen(0, '127.0.0.1', resolve)
  })
  const { port } = front.address() as AddressInfo

  return {
    run: (calls, config = {}) => {
      const { linkId, secretKey } = EMULATED_TAX_ACCOUNT
      const given = { config: { LinkID: linkId, SecretKey: secretKey, IsTest: true, ...config }, calls }
      const env = {
        ...process.env,
        NODE_EXTRA_CA_CERTS: certificate,
        NODE_OPTIONS: `--import ${pathToFileURL(path.join(CHILDREN, 'linkhub-nearby.mjs')).href}`,
        LINKHUB_NEARBY_PORT: String(port),
      }
      return runClient(JSON.stringify(given), env, folder)
    },
    close() {
      front.close()
      for (const socket of open) socket.destroy()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The folder becomes the client's own: it writes into the one it runs in. */
function runClient(given: string, env: NodeJS.ProcessEnv, cwd: string): Promise<ClientRun> {
  return new Promise((resolve) => {
    const file = path.join(CHILDREN, 'popbill-client.mjs')
    execFile(process.execPath, [file, given], { env, cwd, timeout: 60_000 }, (error, stdout, stderr) => {
      const lines = stdout.split('\n').filter((line) => line !== '')
      resolve({
        lines: lines.map((line) => JSON.parse(line) as ClientLine),
        exitCode: error === null ? 0 : typeof error.code === 'number' ? error.code : -1,
        stderr,
      })
    })
  })
}

function makeCertificate(folder: string): { readonly key: string; readonly certificate: string } {
  const key = path.join(folder, 'key.pem')
  const certificate = path.join(folder, 'certificate.pem')
  const names = `subjectAltName=${NAMES.map((name) => `DNS:${name}`).join(',')}`
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-keyout', key, '-out', certificate, '-subj', '/CN=Linkhub nearby', '-addext', names],
    ],
    { stdio: 'ignore' },
  )
  return { key, certificate }
}
