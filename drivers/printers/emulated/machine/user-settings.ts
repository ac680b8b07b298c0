/**
 * What GS ( E customises: memory switches, customised values and the serial port's set-up. Everything here outlives power
 * cuts; what is written while the user setting mode is on counts from the restart that ends it.
 */

/** Eight switches under each number; all off from the factory. */
export const MEMORY_SWITCHES: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8]

/** Which switch does what here (the others are kept and read back only). */
export const SWITCH = {
  /** Sends `3B 31 00` when it is ready after a restart. */
  powerOnNotice: { group: 1, bit: 1 },
  /** A receive buffer of 45 bytes. */
  smallBuffer: { group: 1, bit: 2 },
  /** Busy when the receive buffer is full only, not while offline. */
  busyWhenFullOnly: { group: 1, bit: 3 },
} as const

/** The serial port's items (fn 11 and 12), with what each may be. */
const SERIAL_ITEMS: Readonly<Record<number, { readonly factory: string; readonly allowed: readonly string[] }>> = {
  1: { factory: '38400', allowed: ['2400', '4800', '9600', '19200', '38400', '57600', '115200'] },
  // 0 none, 1 odd, 2 even.
  2: { factory: '0', allowed: ['0', '1', '2'] },
  // 0 DTR/DSR, 1 XON/XOFF.
  3: { factory: '0', allowed: ['0', '1'] },
  4: { factory: '8', allowed: ['7', '8'] },
}

/** Customised values (fn 5 and 6) from the factory; a number not in here does not exist on these models. */
const FACTORY_VALUES: Readonly<Record<number, number>> = {
  // User NV memory: 1 KB.
  1: 1,
  // NV graphics memory: the largest.
  2: 7,
  // Paper width: 80 mm.
  3: 6,
  // Print density: 100 %.
  5: 0,
  // Print speed: the highest.
  6: 13,
  // Parts the head is energised in.
  97: 1,
  // Multi-tone density.
  116: 100,
  // Reading of the automatic line feed.
  118: 0,
}

export class UserSettings {
  readonly #switches = new Map(MEMORY_SWITCHES.map((group) => [group, 0]))
  readonly #values = new Map(Object.entries(FACTORY_VALUES).map(([number, value]) => [Number(number), value]))
  readonly #serial = new Map(Object.entries(SERIAL_ITEMS).map(([item, { factory }]) => [Number(item), factory]))

  isOn({ group, bit }: { readonly group: number; readonly bit: number }): boolean {
    return ((this.#switches.get(group) ?? 0) & (1 << (bit - 1))) !== 0
  }

  /** fn 4: the eight switches of a group as `0` and `1`, from bit 8 to bit 1; undefined where there is no such group. */
  switches(group: number): string | undefined {
    return this.#switches.get(group)?.toString(2).padStart(8, '0')
  }

  /** fn 3: `0` off, `1` on, `2` as it is, from bit 8 to bit 1. @returns false where it is not understood. */
  setSwitches(group: number, bits: string): boolean {
    const before = this.#switches.get(group)
    if (before === undefined || !/^[012]{8}$/.test(bits)) return false
    const after = [...bits].reduce((sum, bit, index) => {
      const weight = 1 << (7 - index)
      return sum | (bit === '2' ? before & weight : bit === '1' ? weight : 0)
    }, 0)
    this.#switches.set(group, after)
    return true
  }

  /** fn 6. */
  value(number: number): number | undefined {
    return this.#values.get(number)
  }

  /** fn 5. @returns false where there is no such number. */
  setValue(number: number, value: number): boolean {
    if (!this.#values.has(number)) return false
    this.#values.set(number, value)
    return true
  }

  /** fn 12. */
  serial(item: number): string | undefined {
    return this.#serial.get(item)
  }

  /** fn 11. @returns false where there is no such item, or it cannot be that. */
  setSerial(item: number, setting: string): boolean {
    if (!SERIAL_ITEMS[item]?.allowed.includes(setting)) return false
    this.#serial.set(item, setting)
    return true
  }
}
