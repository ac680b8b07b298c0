/**
 * Where tokens come from, for each place where Popbill stands: its hosts and Linkhub's go in pairs, and an address that names
 * one need not name the other.
 */

/** Popbill's hosts as its own client (`popbill` of npm, 1.64.2) knows them: plain, with fixed addresses, abroad. */
const POPBILL_HOST = /^https:\/\/(static-|ga-)?popbill(?:-test)?\.linkhub\.co\.kr\/*$/i

/** Linkhub's base URL beside Popbill's; anywhere else both are served in one place, as the emulated gateway does. */
export function linkhubOf(apiUrl: string): string {
  const match = POPBILL_HOST.exec(apiUrl)
  return match ? `https://${(match[1] ?? '').toLowerCase()}auth.linkhub.co.kr` : apiUrl
}
