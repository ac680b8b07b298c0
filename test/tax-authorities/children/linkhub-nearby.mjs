/**
 * Loaded before anything else (`--import`): every TLS connection to Linkhub's hosts goes to a port of this machine instead.
 * Names, certificates and everything above stay as they are, so a client need not be touched to be led here.
 */
import tls from 'node:tls'

const port = Number(process.env.LINKHUB_NEARBY_PORT)
const connect = tls.connect

tls.connect = (options, ...rest) => {
  const name = options.servername ?? options.host
  if (!/\.linkhub\.co\.kr$/.test(name)) throw new Error(`no connection to ${name} was meant to be made`)
  return connect({ ...options, host: '127.0.0.1', port, servername: name }, ...rest)
}
