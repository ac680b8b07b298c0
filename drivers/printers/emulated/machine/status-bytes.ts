/**
 * What the printer's condition looks like in bytes. Each answer has fixed bits by which a host tells it from the others
 * in one stream, so they are written here once and tested bit by bit.
 */

/** Everything about the machine that a status byte can tell. */
export interface Conditions {
  readonly coverOpen: boolean
  readonly paper: 'present' | 'nearEnd' | 'out'
  readonly cutterError: boolean
  /** Taken offline at the panel. */
  readonly switchedOffline: boolean
  /** The signal at pin 3 of the drawer connector is high. */
  readonly drawerOpen: boolean
  /** An error of the mechanism other than the cutter's; over with DLE ENQ once the cause is gone. */
  readonly mechanicalError: boolean
  /** Only switching off and on helps. */
  readonly unrecoverableError: boolean
  /** The head is too hot, or the cover was opened in the middle of printing: over by itself with its cause. */
  readonly autoRecoverableError: boolean
  /** A new roll is in and the printer waits a while before it goes on (GS z 0). */
  readonly waitingForRecovery: boolean
  /** Somebody holds the FEED button down: paper moves. */
  readonly feedButton: boolean
  /** ESC c 4: printing stops at the near end already. */
  readonly stopsAtNearEnd: boolean
}

/** A printer in which nothing is the matter. */
export const FINE: Conditions = {
  coverOpen: false,
  paper: 'present',
  cutterError: false,
  switchedOffline: false,
  drawerOpen: false,
  mechanicalError: false,
  unrecoverableError: false,
  autoRecoverableError: false,
  waitingForRecovery: false,
  feedButton: false,
  stopsAtNearEnd: false,
}

/** Something failed, as opposed to something being missing or open. */
export const hasError = (c: Conditions): boolean =>
  c.cutterError || c.mechanicalError || c.unrecoverableError || c.autoRecoverableError

/** No paper to print on, or none that may be printed on (ESC c 4). */
export const paperStops = (c: Conditions): boolean =>
  c.paper === 'out' || (c.stopsAtNearEnd && c.paper === 'nearEnd') || c.waitingForRecovery

/** Offline: it holds what it receives and prints nothing. */
export function isOffline(c: Conditions): boolean {
  return c.coverOpen || paperStops(c) || hasError(c) || c.switchedOffline || c.feedButton
}

/** Offline by a fault, not by somebody's hand at the panel. */
export const isFaulty = (c: Conditions): boolean => c.coverOpen || paperStops(c) || hasError(c)

const when = (condition: boolean, bit: number): number => (condition ? bit : 0)

/** DLE EOT n, n = 1–4: `(b & 93h) == 12h`. */
export function realTimeStatus(n: number, c: Conditions): number {
  const fixed = 0x12
  switch (n) {
    case 1: // printer
      return (
        fixed |
        when(c.drawerOpen, 0x04) |
        when(isOffline(c), 0x08) |
        when(c.waitingForRecovery, 0x20) |
        when(c.feedButton, 0x40)
      )
    case 2: // cause of offline
      return (
        fixed |
        when(c.coverOpen, 0x04) |
        when(c.feedButton, 0x08) |
        when(paperStops(c) && !c.waitingForRecovery, 0x20) |
        when(hasError(c), 0x40)
      )
    case 3: // cause of error
      return (
        fixed |
        when(c.mechanicalError, 0x04) |
        when(c.cutterError, 0x08) |
        when(c.unrecoverableError, 0x20) |
        when(c.autoRecoverableError, 0x40)
      )
    default: // 4: paper sensors
      return fixed | when(c.paper !== 'present', 0x0c) | when(c.paper === 'out', 0x60)
  }
}

/** GS r 1 and ESC v: paper sensors, `(b & 90h) == 0`. */
export function paperSensorStatus(c: Conditions): number {
  return when(c.paper !== 'present', 0x03) | when(c.paper === 'out', 0x0c)
}

/** GS r 2 and ESC u 0: drawer connector, `(b & 90h) == 0`. */
export function drawerStatus(c: Conditions): number {
  return when(c.drawerOpen, 0x01)
}

/** GS a: the four bytes of automatic status back; the first is `(b & 93h) == 10h`, the others have bits 4 and 7 off. */
export function automaticStatus(c: Conditions): Uint8Array {
  return Uint8Array.of(
    0x10 | when(c.drawerOpen, 0x04) | when(isOffline(c), 0x08) | when(c.coverOpen, 0x20) | when(c.feedButton, 0x40),
    when(c.waitingForRecovery, 0x01) |
      when(c.feedButton, 0x02) |
      when(c.mechanicalError, 0x04) |
      when(c.cutterError, 0x08) |
      when(c.unrecoverableError, 0x20) |
      when(c.autoRecoverableError, 0x40),
    paperSensorStatus(c),
    0x0f,
  )
}

/** Which ASB bits each bit of GS a n stands for: drawer, online/offline, error, paper sensors, panel switch. */
const ASB_GROUPS: readonly { readonly bit: number; readonly watches: readonly number[] }[] = [
  { bit: 0x01, watches: [0x04, 0, 0, 0] },
  { bit: 0x02, watches: [0x68, 0x01, 0, 0] },
  { bit: 0x04, watches: [0, 0x6c, 0, 0] },
  { bit: 0x08, watches: [0, 0, 0x0f, 0] },
  { bit: 0x40, watches: [0x40, 0x02, 0, 0] },
]

/** Whether the difference between two automatic statuses is one the mask (GS a n) asked to hear of. */
export function asbDiffers(mask: number, before: Uint8Array, now: Uint8Array): boolean {
  return ASB_GROUPS.some(
    (group) =>
      (mask & group.bit) !== 0 &&
      group.watches.some((watched, i) => (((before[i] ?? 0) ^ (now[i] ?? 0)) & watched) !== 0),
  )
}

/**
 * GS ( H fn 49: header, identifier, the cause when asked for, NUL. The cause is five bytes with bit 6 on, as in the TM-T90:
 * three for unrecoverable errors, one for recoverable ones, and one for what is over with its cause.
 */
export function offlineResponse(c: Conditions, withCause: boolean): Uint8Array {
  if (!withCause) return Uint8Array.of(0x37, 0x23, 0x00)
  const fixed = 0x40
  const recoverable = fixed | when(c.cutterError, 0x01) | when(c.mechanicalError, 0x04)
  const passing =
    fixed |
    when(c.autoRecoverableError, 0x01) |
    when(c.coverOpen, 0x02) |
    when(paperStops(c), 0x04) |
    when(c.switchedOffline || c.feedButton, 0x08)
  return Uint8Array.of(0x37, 0x23, fixed | when(c.unrecoverableError, 0x01), fixed, fixed, recoverable, passing, 0x00)
}

/** Header, identifier, content, NUL: how answers of more than one byte are wrapped. */
export const block = (header: number, identifier: readonly number[], content: string): Uint8Array =>
  Uint8Array.of(header, ...identifier, ...Buffer.from(content, 'latin1'), 0x00)

/** What it says by itself: at switching off (DLE DC4 fn 2), and when it is ready after a restart (memory switch 1-1). */
export const POWER_OFF_NOTICE: Uint8Array = Uint8Array.of(0x3b, 0x30, 0x00)
export const POWER_ON_NOTICE: Uint8Array = Uint8Array.of(0x3b, 0x31, 0x00)

export const XON = 0x11
export const XOFF = 0x13
