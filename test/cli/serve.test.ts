/** `tillproof serve` as a real process: started, used, told to stop, started again on the same folder under the same token. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { SCRATCH_ROOT } from '../scratch-root.js'
import { startTillproof, tillproof } from './tillproof-process.js'

const SALE = { operator: 'mina', lines: [{ name: '라떼', unitPrice: { amountMinor: 5_000, currency: 'KRW' } }] }

it('keeps a till on over HTTP, and its sales over a restart', { timeout: 60_000 }, async () => {
  const cwd = await mkdtemp(path.join(SCRATCH_ROOT, 'tillproof-serve-'))
  const serve = async () => {
    const server = await startTillproof(['serve', '--port', '0', '--reader', 'emulated:?card=koreanCredit&afterMs=0'], {
      cwd,
    })
    const url = await server.line(/^http:\/\/127\.0\.0\.1:\d+$/)
    const file = await server.line(/api-token$/)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const token = (await readFile(file, 'utf8')).trim()
    const call = async (place: string, body?: object) => {
      const response = await fetch(`${url}/api/v1${place}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      })
      return response.json() as Promise<Record<string, unknown> & Record<string, unknown>[]>
    }
    const stop = async () => {
      process.kill(server.pid, 'SIGTERM')
      const { status, stdout, stderr } = await server.ended
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(stdout).not.toContain(token)
    }
    return { call, stop, token }
  }
  try {
    const first = await serve()
    const { saleId } = await first.call('/sales', SALE)
    await first.call(`/sales/${saleId}/commands`, { type: 'tender.card' })
    expect(await first.call(`/sales/${saleId}?wait=20`)).toMatchObject({ stage: 'complete' })
    expect(await tillproof(['resume'], { cwd })).toMatchObject({ status: 2, stderr: expect.stringContaining('serve') })
    await first.stop()

    const second = await serve()
    expect(second.token).toBe(first.token)
    expect(await second.call('/sales')).toMatchObject([{ saleId, promises: { money: 'done', paper: 'done' } }])
    await second.stop()
    const exposed = await tillproof(['serve', '--host', '0.0.0.0'], { cwd })
    expect(exposed).toMatchObject({ status: 2, stderr: expect.stringContaining('--open-to-network') })
  } finally {
    await rm(cwd, { recursive: true, force: true })
  }
})
