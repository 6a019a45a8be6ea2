import type { CloudAnswer } from '../fakes/avaya-cloud.ts'
import { GiosgCloud } from '../fakes/giosg-cloud.ts'
import { answer, startHttpServer } from '../fakes/http-server.ts'
import { describeAdapter } from './adapter-suite.ts'
import { WITHOUT_STREAM } from './without-stream.ts'

describeAdapter({
  name: 'giosg',
  notForThisSystem: WITHOUT_STREAM,
  async start() {
    const cloud = new GiosgCloud()
    const serve = (port: number) =>
      startHttpServer((request, response) => {
        const headers = request.headers as Record<string, string | undefined>
        const result = cloud.handle({ method: request.method ?? '', path: request.url ?? '', headers, body: '' })
        answer(response, result.status, result.body)
      }, port)
    let server = await serve(0)
    const { port, url } = server
    cloud.origin = url
    return {
      connection: {
        id: 'g1',
        demo: false,
        config: {
          system: 'giosg',
          name: 'Chat',
          organizationId: cloud.organizationId,
          apiBaseUrl: url,
          serviceBaseUrl: url,
          tokenKind: 'token'
        }
      },
      secrets: { token: 'giosg-1234' },
      far: {
        sockets: () => 0,
        keeps: () => null,
        talkNonsense() {
          const nonsense: CloudAnswer[] = [{ status: 200, body: '<html>Portal</html>' }]
          cloud.intercept = () => nonsense.shift()
        },
        refuseCredential: () => void (cloud.authorization = 'Token another'),
        kill: () => server.close(),
        revive: async () => void (server = await serve(port)),
        calls: () => cloud.log.length
      }
    }
  }
})
