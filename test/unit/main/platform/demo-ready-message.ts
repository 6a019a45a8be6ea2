/** What the demo centre says once it listens. */
export const demoReady = (port: number) => ({
  type: 'ready',
  port,
  control: { url: `http://127.0.0.1:${port}/control`, token: 'control' },
  scenario: 'quiet-day',
  speed: 1,
  seed: 1,
  connections: [
    {
      system: 'avaya',
      name: 'Demo floor',
      restBaseUrl: `http://127.0.0.1:${port}`,
      accountId: 'ABCDEF',
      appKey: 'secret-app-key',
      clientId: 'client',
      clientSecret: 'secret-client',
      producers: ['Queue_itd_1.0.0', 'Agent_itd_1.0.0']
    },
    {
      system: 'giosg',
      name: 'Demo targets',
      organizationId: '0f0e0d0c-0b0a-4908-8706-050403020100',
      apiBaseUrl: `http://127.0.0.1:${port}`,
      serviceBaseUrl: `http://127.0.0.1:${port}`,
      token: 'secret-token',
      tokenKind: 'token'
    }
  ]
})
