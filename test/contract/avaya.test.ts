import { frame } from '../fakes/avaya-cloud.ts'
import { startAvayaServer } from '../fakes/avaya-server.ts'
import { describeAdapter } from './adapter-suite.ts'

describeAdapter({
  name: 'avaya',
  notForThisSystem: {},
  async start() {
    let server = await startAvayaServer()
    const { cloud, port, url } = server
    return {
      connection: {
        id: 'c1',
        demo: false,
        config: {
          system: 'avaya',
          name: 'Floor',
          restBaseUrl: url,
          accountId: 'EZCLTR',
          clientId: 'client',
          producers: ['Queue_itd_1.0.0', 'Agent_itd_1.0.0']
        }
      },
      secrets: { appKey: cloud.appKey, clientSecret: cloud.clientSecret },
      far: {
        sockets: () => server.sockets(),
        keeps: () => cloud.subscriptions.size,
        talkNonsense() {
          for (const text of ['', '{', 'null', '<html>', '{"payloadType":"LIVE"}', frame({ measures: { a: 1 } })]) {
            server.broadcast(text)
          }
          server.broadcast(frame())
        },
        refuseCredential: () => void (cloud.clientSecret = 'another'),
        kill: () => server.kill(),
        async revive() {
          cloud.forget()
          server = await startAvayaServer(cloud, port)
        },
        calls: () => cloud.count(/POST .*token$/)
      }
    }
  }
})
