/**
 * Opens a serial port as a printer or a reader wants it: taken for this process alone, with its flow control, its loss made
 * visible and its writes kept going.
 */
import { SerialPort } from 'serialport'
import { DriverError } from '../../src/ports/device.js'
import { openFailure } from './open-failure.js'
import { showHangUps } from './serial-hang-up.js'
import { keepBothWaits } from './serial-poller.js'

/** What the port stands on: the system's own ports, or what a test puts in their place. */
export interface SerialBinding {
  open(options: object): Promise<object>
}

export interface SerialPortOptions {
  /** `/dev/ttyUSB0`, `COM3`. */
  readonly path: string
  readonly baudRate: number
  readonly dataBits: 7 | 8
  readonly stopBits: 1 | 2
  readonly parity: 'none' | 'even' | 'odd'
  /**
   * Who holds us back, and how: `dtr` – the printer, by its DTR line, which arrives here as DSR; `rtscts` and `xonxoff` – the
   * other side, and the operating system sees to it; `none` – nobody, or XOFF among the replies, for the driver to see.
   */
  readonly flowControl: 'none' | 'dtr' | 'rtscts' | 'xonxoff'
  /** As the user wrote it, for logs and screens. */
  readonly address: string
  readonly binding?: SerialBinding
}

/** Rejects as `LinkOpener.open` does. */
export async function openSerialPort(options: SerialPortOptions, signal: AbortSignal): Promise<SerialPort> {
  const port = await opened(options, signal)
  if (options.flowControl === 'dtr') await expectModemLines(port, options.address)
  return port
}

function opened(options: SerialPortOptions, signal: AbortSignal): Promise<SerialPort> {
  const { address, path, baudRate, dataBits, stopBits, parity, flowControl, binding } = options
  const inSystem = flowControl === 'xonxoff'
  return new Promise((resolve, reject) => {
    const tooLate = () =>
      reject(new DriverError('link.unreachable', `${address} did not open in time`, { cause: signal.reason }))
    if (signal.aborted) return tooLate()
    const port = new SerialPort({
      ...{ path, baudRate, dataBits, stopBits, parity, autoOpen: false },
      ...{ rtscts: flowControl === 'rtscts', xon: inSystem, xoff: inSystem },
      ...(binding && { binding }),
    })
    signal.addEventListener('abort', tooLate)
    port.open((error) => {
      signal.removeEventListener('abort', tooLate)
      if (error) return reject(openFailure(address, error))
      // Opening cannot be called off, so a port that opens after the abort is put back.
      if (signal.aborted) return port.close(() => undefined)
      showHangUps(port.port)
      keepBothWaits(port.port)
      resolve(port)
    })
  })
}

/** A pseudo-terminal has none, and some converters pass none on. */
async function expectModemLines(port: SerialPort, address: string): Promise<void> {
  const error = await new Promise<Error | null>((resolve) => port.get(resolve))
  if (!error) return
  await new Promise<void>((resolve) => port.close(() => resolve()))
  const problem = `${address}: the port has no modem lines, so flow=dtr cannot work; use flow=none or flow=xonxoff`
  throw new DriverError('link.unreachable', problem, { cause: error })
}
