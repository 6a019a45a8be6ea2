import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import classes from './short-form.module.css'

interface ProxyLoginFormProps {
  readonly proxy: string
  /** Main has the login. Connections are tried again by themselves. */
  readonly onSignedIn?: () => void
}

/** Whether a failure is one that a login for its proxy may help. */
export const asksForLogin = ({ code }: { readonly code: string }): boolean =>
  code === 'proxyLogin' || code === 'proxyLoginRefused'

const isName = (name: string): boolean => name !== '' && !name.includes(':')

/** Asks for the login of one proxy. The password is gone from the window as soon as main has it; main never gives it back. */
export function ProxyLoginForm({ proxy, onSignedIn }: ProxyLoginFormProps) {
  const t = useText()
  const { bridge } = useWindow()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [incomplete, setIncomplete] = useState(false)
  const signIn = useAction((name: string, word: string) =>
    bridge.signInToProxy({ host: proxy, username: name, password: word })
  )
  const title = t('proxyLogin.title', { proxy })

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const isComplete = isName(username) && password !== ''
    setIncomplete(!isComplete)
    if (!isComplete) return
    setPassword('')
    void signIn.run(username, password).then((isSignedIn) => {
      if (isSignedIn) onSignedIn?.()
    })
  }
  return (
    <form className={classes['form']} aria-label={title} onSubmit={submit} noValidate>
      <p className={classes['title']}>{title}</p>
      <div className={classes['fields']}>
        <TextInput
          label={t('proxyLogin.username')}
          value={username}
          autoComplete="off"
          spellCheck={false}
          required
          error={incomplete && !isName(username)}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('proxyLogin.password')}
          value={password}
          autoComplete="off"
          required
          error={incomplete && password === ''}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={signIn.busy}>
          {t('proxyLogin.submit')}
        </Button>
      </div>
      {incomplete && <p role="alert">{t('proxyLogin.wanted')}</p>}
      <p className={classes['note']}>{t('proxyLogin.kept')}</p>
      {signIn.failure && <FailureNotice failure={signIn.failure} onClose={signIn.forget} />}
    </form>
  )
}
