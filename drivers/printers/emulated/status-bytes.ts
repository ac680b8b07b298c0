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
  readonly drawerOpen: boolean
}

/** Offline: it holds what it receives and prints nothing. */
export function isOffline(conditions: Conditions): boolean {
  return conditions.coverOpen || conditions.paper === 'out' || conditions.cutterError || conditions.switchedOffline
}

const when = (condition: boolean, bit: number): number => (condition ? bit : 0)

/** DLE EOT n, n = 1–4: `(b & 93h) == 12h`. */
export function realTimeStatus(n: number, c: Conditions): number {
  const fixed = 0x12
  switch (n) {
    case 1: // printer
      return fixed | when(c.drawerOpen, 0x04) | when(isOffline(c), 0x08)
    case 2: // cause of offline
      return fixed | when(c.coverOpen, 0x04) | when(c.paper === 'out', 0x20) | when(c.cutterError, 0x40)
    case 3: // cause of error
      return fixed | when(c.cutterError, 0x08)
    default: // 4: paper sensors
      return fixed | when(c.paper !== 'present', 0x0c) | when(c.paper === 'out', 0x60)
  }
}

/** GS r 1: paper sensors, `(b & 90h) == 0`. */
export function paperSensorStatus(c: Conditions): number {
  return when(c.paper !== 'present', 0x03) | when(c.paper === 'out', 0x0c)
}

/** GS r 2: drawer connector, `(b & 90h) == 0`. */
export function drawerStatus(c: Conditions): number {
  return when(c.drawerOpen, 0x01)
}

/** GS a: the four bytes of automatic status back; the first is `(b & 93h) == 10h`, the others have bits 4 and 7 off. */
export function automaticStatus(c: Conditions): Uint8Array {
  return Uint8Array.of(
    0x10 | when(c.drawerOpen, 0x04) | when(isOffline(c), 0x08) | when(c.coverOpen, 0x20),
    when(c.cutterError, 0x08),
    when(c.paper !== 'present', 0x03) | when(c.paper === 'out', 0x0c),
    0x0f,
  )
}

/** Which ASB bits each bit of GS a n stands for: drawer, online/offline, error, paper sensors, panel switch. */
const ASB_GROUPS: readonly { readonly bit: number; readonly watches: readonly number[] }[] = [
  { bit: 0x01, watches: [0x04, 0, 0, 0] },
  { bit: 0x02, watches: [0x28, 0, 0, 0] },
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

/** GS ( H fn 49: header, identifier, the cause when asked for, NUL. The cause byte is ours: 40h plus one bit each. */
export function offlineResponse(c: Conditions, withCause: boolean): Uint8Array {
  const cause = 0x40 | when(c.coverOpen, 0x01) | when(c.paper === 'out', 0x02) | when(c.cutterError, 0x04)
  return withCause ? Uint8Array.of(0x37, 0x23, cause, 0x00) : Uint8Array.of(0x37, 0x23, 0x00)
}
