/**
 * Who may speak to the control API. A page in a browser of this machine could otherwise reach a port that only listens
 * here: by a form or script from elsewhere (its Origin tells), or by a name that was made to point here (the Host tells).
 */
import type { FastifyInstance } from 'fastify'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i

export function refuseStrangers(app: FastifyInstance, { anyHost }: { readonly anyHost: boolean }): void {
  app.addHook('onRequest', async (request, reply) => {
    const { host = '', origin } = request.headers
    if (!anyHost && !LOOPBACK.test(host)) {
      return reply.code(403).send({
        error: {
          field: 'host',
          expected: 'localhost, 127.0.0.1 or [::1]',
          remedy: 'call it by the address it prints when it starts',
        },
      })
    }
    if (origin !== undefined && origin !== `http://${host}`) {
      return reply.code(403).send({
        error: {
          field: 'origin',
          expected: 'a program, or a page that this API itself served',
          remedy: 'call it from a program: it answers no pages of other sites',
        },
      })
    }
    return undefined
  })
}
