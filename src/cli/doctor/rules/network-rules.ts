/** From how a network printer failed to answer to what to look at: the port, the cable, the address, another till. Pure. */
import { isIPv4 } from 'node:net'
import { hostAndPort, parseAddress } from '../../../../drivers/address.js'
import type { OwnNetwork } from '../../../../drivers/discovery/machine.js'
import type { Survey } from '../../../../drivers/discovery/survey.js'
import { type Finding, finding } from '../findings.js'
import type { PrinterProbe } from '../printer-probe.js'
import type { Subject } from '../subjects.js'

const RAW_PORT = 9_100
const NO_ROUTE: ReadonlySet<string> = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL'])
const UNKNOWN_NAME: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'EAI_NODATA'])

/** What a network printer that was asked suffers from. */
export function networkFindings({ address }: Subject, { link }: PrinterProbe, { networks }: Survey): Finding[] {
  const { host, port } = hostAndPort(parseAddress(address), RAW_PORT)
  switch (link?.kind) {
    case 'silent':
      return [finding('blocks', 'network.silent', { host, port })]
    case 'hungUp':
      return [finding('blocks', 'network.hungUp', { host, port })]
    case 'unreadable':
      return [finding('blocks', 'network.notAPrinter', { host, port, received: legible(link.received) })]
    case 'echo':
      return [finding('blocks', 'network.notAPrinter', { host, port, received: '' })]
    case 'notOpened':
      return notOpened(address, link.systemCode, networks)
    default:
      return []
  }
}

/** A greeting in plain letters says what it is; anything else is shown in hexadecimal. */
function legible(hexadecimal: string): string {
  const text = Buffer.from(hexadecimal, 'hex').toString('latin1').trim()
  return /^[\x20-\x7E]+$/.test(text) ? text : hexadecimal
}

function notOpened(address: string, systemCode: string, networks: readonly OwnNetwork[]): Finding[] {
  const { host, port } = hostAndPort(parseAddress(address), RAW_PORT)
  if (systemCode === 'ECONNREFUSED') return [finding('blocks', 'network.refused', { host, port })]
  if (UNKNOWN_NAME.has(systemCode)) return [finding('blocks', 'network.nameUnknown', { host })]
  const isNoRoute = NO_ROUTE.has(systemCode)
  if (!isNoRoute && systemCode !== 'ETIMEDOUT') {
    return [finding('blocks', 'link.notOpened', { address, reason: systemCode })]
  }
  // That it is in another network says more than how that showed.
  if (isForeign(host, networks)) {
    return [finding('blocks', 'network.otherNetwork', { host, own: networks.map(({ cidr }) => cidr).join(', ') })]
  }
  return isNoRoute
    ? [finding('blocks', 'network.noRoute', { host })]
    : [finding('blocks', 'network.timeout', { host, port })]
}

/** A private address in none of this computer's networks; others may be reached through a router. */
export function isForeign(host: string, networks: readonly OwnNetwork[]): boolean {
  if (!isIPv4(host) || networks.length === 0 || !isPrivate(host)) return false
  return !networks.some(({ cidr }) => isWithin(host, cidr))
}

function isPrivate(host: string): boolean {
  return ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'].some((range) => isWithin(host, range))
}

function isWithin(host: string, cidr: string): boolean {
  const [network = '', bits = '32'] = cidr.split('/')
  const blockSize = 2 ** (32 - Number(bits))
  return Math.floor(numberOf(host) / blockSize) === Math.floor(numberOf(network) / blockSize)
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}
