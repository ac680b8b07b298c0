import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { showHangUps } from '../../drivers/links/serial-hang-up.js'

/** A file stands for the port: at its end it reads as empty, exactly as a terminal that was hung up. */
describe('an empty read from a serial port', () => {
  let folder: string
  let fd: number

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hang-up-'))
    const path = join(folder, 'port')
    writeFileSync(path, 'abc')
    fd = openSync(path, 'r')
  })

  afterEach(() => {
    closeSync(fd)
    rmSync(folder, { recursive: true })
  })

  const portOf = (isOpen: boolean) => ({
    ...{ fd, isOpen, poller: { once: () => expect.fail('nothing to wait for') } },
    read: (_buffer: Buffer, _offset: number, _length: number): Promise<{ buffer: Buffer; bytesRead: number }> =>
      Promise.reject(new Error('the binding’s own read')),
  })

  it('is a hang-up, after whatever came before it', async () => {
    const port = portOf(true)
    showHangUps(port)
    const buffer = Buffer.alloc(8)
    expect((await port.read(buffer, 2, 6)).bytesRead).toBe(3)
    expect(buffer.toString('latin1', 2, 5)).toBe('abc')
    await expect(port.read(buffer, 0, 8)).rejects.toThrow('hung up')
  })

  it('is not asked for once the port is closed, and that is no fault', async () => {
    const port = portOf(false)
    showHangUps(port)
    await expect(port.read(Buffer.alloc(8), 0, 8)).rejects.toMatchObject({ canceled: true })
  })

  it('is left to bindings of another kind', async () => {
    const other = { isOpen: true, read: () => 'untouched' }
    showHangUps(other)
    expect(other.read()).toBe('untouched')
  })
})
