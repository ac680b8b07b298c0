/** The serial number counter's state (GS C, GS c): plain data, a part of the print modes. */
const LARGEST = 65_535

export interface Counter {
  value: number
  /** Counts from one to the other, up or down, and begins again. */
  from: number
  to: number
  step: number
  /** Each value is printed this often. */
  repeats: number
  printed: number
  /** 0 prints as many digits as there are. */
  digits: number
  /** What stands before a number with fewer digits; `none` prints it to the left. */
  padding: 'space' | 'zero' | 'none'
}

/** As after power-on and ESC @. */
export const initialCounter = (): Counter => ({
  value: 1,
  from: 1,
  to: LARGEST,
  step: 1,
  repeats: 1,
  printed: 0,
  digits: 0,
  padding: 'space',
})
