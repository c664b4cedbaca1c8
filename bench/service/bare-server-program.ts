/**
 * A program: Node's HTTP server, which reads what comes and answers that it was accepted. No webhook service on Node can be
 * faster. Tells its port over Node's channel between processes.
 */
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'

const server = createServer((request, response) => {
  request.resume()
  request.once('end', () => {
    response.writeHead(202, {'Content-Type': 'application/json'})
    response.end('{}')
  })
})
// As many as the service asks for: src/server/listen.ts.
server.listen({port: 0, host: '127.0.0.1', backlog: 4096}, () => {
  process.send?.((server.address() as AddressInfo).port)
})
// Nobody drives it any more.
process.once('disconnect', () => process.exit())
