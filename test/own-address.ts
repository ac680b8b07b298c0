/**
 * A loopback address that no other world of any test has. A device that is switched off gives its port back, and on a shared
 * address the next device to be opened anywhere may be given it: a till would then talk to somebody else's printer.
 */
let worlds = 0

export function ownAddress(): string {
  // Elsewhere only the first address of 127.0.0.0/8 is there.
  if (process.platform !== 'linux') return '127.0.0.1'
  worlds += 1
  const worker = Number(process.env['VITEST_POOL_ID'] ?? 0)
  return `127.${10 + (worker % 200)}.${Math.floor(worlds / 250) % 250}.${1 + (worlds % 250)}`
}
