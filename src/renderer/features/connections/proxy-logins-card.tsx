import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { Card, CardBody } from '../../ui/card.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import { backendText } from './vault-backend.ts'
import classes from './proxy-logins-card.module.css'

/** Which proxies have a login here, each with the way to remove it. What the login says is never shown. */
export function ProxyLoginsCard() {
  const t = useText()
  const { bridge } = useWindow()
  const { proxyLogins } = useSection('vault')
  const place = useRef<HTMLDivElement>(null)
  /** Kept while the dialog closes, so that its title does not change. */
  const [proxy, setProxy] = useState('')
  const [asks, setAsks] = useState(false)
  const forget = useAction((host: string) => bridge.forgetProxyLogin({ host }))

  const close = (): void => {
    forget.forget()
    setAsks(false)
  }
  return (
    <Card title={t('proxyLogins.title')}>
      <div ref={place} tabIndex={-1} className={classes['place']}>
        {proxyLogins.length === 0 ? (
          <EmptyNote title={t('proxyLogins.emptyTitle')} next={t('proxyLogins.emptyNext')} />
        ) : (
          <CardBody>
            <ul className={classes['list']} aria-label={t('proxyLogins.list')}>
              {proxyLogins.map((login) => (
                <li key={login.proxy} className={classes['login']}>
                  <span className={classes['says']}>
                    <b>{login.proxy}</b>:{' '}
                    {t(`proxyLogins.kept.${login.kept}`, { backend: backendText(t, login.storedBy) })}
                  </span>
                  <Button
                    aria-label={t('proxyLogins.forgetNamed', { proxy: login.proxy })}
                    onClick={() => {
                      setProxy(login.proxy)
                      setAsks(true)
                    }}
                  >
                    {t('proxyLogins.forget')}
                  </Button>
                </li>
              ))}
            </ul>
          </CardBody>
        )}
      </div>
      <ConfirmDialog
        opened={asks}
        title={t('proxyLogins.forgetTitle', { proxy })}
        yes={t('proxyLogins.forget')}
        no={t('app.cancel')}
        busy={forget.busy}
        onNo={close}
        onYes={() => {
          void forget.run(proxy).then((isForgotten) => {
            if (!isForgotten) return
            close()
            // Its button goes with it.
            place.current?.focus()
          })
        }}
      >
        <p>{t('proxyLogins.forgetText')}</p>
        {forget.failure && <FailureNotice failure={forget.failure} />}
      </ConfirmDialog>
    </Card>
  )
}
