import { answer, bodyOf, startHttpServer } from '../fakes/http-server.ts'
import { describeAdapter } from './adapter-suite.ts'
import { WITHOUT_STREAM } from './without-stream.ts'

describeAdapter({
  name: 'thoughtspot',
  notForThisSystem: WITHOUT_STREAM,
  async start() {
    let secretKey = 'key-1234'
    let nonsense = 0
    let calls = 0
    const serve = (port: number) =>
      startHttpServer((request, response) => {
        void bodyOf(request).then((body) => {
          calls += 1
          const { secret_key } = JSON.parse(body) as { secret_key?: string }
          if (nonsense-- > 0) answer(response, 200, { ticket: 1 })
          else if (secret_key === secretKey) answer(response, 200, { token: 't', valid_for_username: 'ada' })
          else answer(response, 401, { error: { message: { code: 10097, debug: `wrong: ${secret_key ?? ''}` } } })
        })
      }, port)
    let server = await serve(0)
    const { port, url } = server
    return {
      connection: {
        id: 't1',
        demo: false,
        config: { system: 'thoughtspot', name: 'BI', baseUrl: url, username: 'ada' }
      },
      secrets: { secretKey },
      far: {
        sockets: () => 0,
        keeps: () => null,
        talkNonsense: () => void (nonsense = 1),
        refuseCredential: () => void (secretKey = 'another'),
        kill: () => server.close(),
        revive: async () => void (server = await serve(port)),
        calls: () => calls
      }
    }
  }
})
