import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../drivers/address.js'
import { systemClock } from '../../drivers/clocks/system-clock.js'
import { openLink } from '../../drivers/links/open-link.js'

const opener = (text: string) =>
  openLink(parseAddress(text), { clock: systemClock, options: ['profile'], baudRate: 19_200, port: 9_100 })

describe('the address of a link', () => {
  it.each([
    'tcp:192.168.0.50',
    'tcp:192.168.0.50:9100',
    'tcp://printer.local:9100?profile=generic-80',
    'tcp://[::1]:9100',
    'serial:/dev/ttyUSB0',
    'serial:///dev/ttyUSB0?baud=9600&flow=dtr',
    'serial:COM3',
    'serial://COM3?dataBits=7&stopBits=2&parity=even&flow=xonxoff',
    'serial:/dev/ttyS0?flow=rtscts',
    'serial:/dev/ttyS0?flow=none',
    'usb://04b8:0e28',
    'usb:04B8:0E28?serial=X5ZA012345&interface=1',
    'usb:///dev/usb/lp0',
    'usb:/dev/usb/lp1?profile=generic-80',
    'spooler:Receipts',
    'spooler://EPSON TM-T20',
    'spooler:영수증',
  ])('%s is understood, and nothing is opened yet', (text) => {
    expect(opener(text).address).toBe(text)
  })

  it.each([
    ['tcp://host:70000', 'port from 1 to 65535'],
    ['tcp:host?baud=9600', 'unknown option baud: it takes profile'],
    ['serial:', 'expected e.g. serial:/dev/ttyUSB0'],
    ['serial://', 'expected e.g. serial:/dev/ttyUSB0'],
    ['serial:/dev/ttyS0?flow=hardware', 'flow must be one of none, dtr, rtscts, xonxoff'],
    ['serial:/dev/ttyS0?baud=fast', 'baud must be a whole number'],
    ['usb:', 'expected e.g. usb://04b8:0e28'],
    ['usb://4b8:e28', 'expected e.g. usb://04b8:0e28'],
    ['usb:card', 'expected e.g. usb://04b8:0e28'],
    ['usb://04b8:0e28?interface=x', 'interface must be a whole number'],
    ['usb://04b8:0e28?baud=9600', 'unknown option baud: it takes profile, serial, interface'],
    ['usb:///dev/usb/lp0?serial=1', 'unknown option serial'],
    ['spooler:', 'expected e.g. spooler:Receipts'],
    ['spooler:-oraw', 'expected e.g. spooler:Receipts'],
    ['spooler:..', 'expected e.g. spooler:Receipts'],
    ['spooler:../etc/passwd', 'expected e.g. spooler:Receipts'],
    ['spooler:other\\share', 'expected e.g. spooler:Receipts'],
    ['spooler:a\nb', 'expected'],
    ['lpr:queue', 'there are tcp, serial, usb, spooler, emulated'],
  ])('%s is refused: %s', (text, words) => {
    expect(() => opener(text)).toThrow(words)
  })
})
