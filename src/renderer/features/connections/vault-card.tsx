import type { VaultView } from '../../../contract/views.ts'
import { useSection } from '../../state/hooks.ts'
import type { Translate } from '../../text/catalogue.ts'
import { useText } from '../../text/use-text.ts'
import { Card, CardBody } from '../../ui/card.tsx'
import { StateMark, type Mark } from '../../ui/state-mark.tsx'
import { Tag } from '../../ui/tag.tsx'
import { UnusualSecrets } from './unusual-secrets.tsx'
import { backendText } from './vault-backend.ts'
import classes from './vault-card.module.css'
import { VaultChoice } from './vault-choice.tsx'

interface VaultText {
  readonly mark: Mark
  readonly says: string
  readonly next?: string
}

function vaultText(t: Translate, vault: VaultView): VaultText {
  const { protection, backend } = vault
  if (vault.locked) return { mark: 'warning', says: t('vault.locked'), next: t('vault.lockedNext') }
  if (vault.unavailable) return { mark: 'warning', says: t('vault.unavailable'), next: t('vault.unavailableNext') }
  if (protection === 'unasked' && vault.unusual.some(({ why }) => why === 'forgotten'))
    return { mark: 'warning', says: t('vault.kept.forgotten'), next: t('vault.forgottenNext') }
  const says = t(`vault.kept.${protection}`, { backend: backendText(t, backend) })
  switch (protection) {
    case 'unasked':
      return { mark: 'none', says }
    case 'os':
      // Not the mark of a calm floor: this says nothing about it.
      return backend === 'dpapi' ? { mark: 'info', says, next: t('vault.limit.dpapi') } : { mark: 'info', says }
    case 'weak':
      return { mark: 'warning', says, next: t('vault.weakNext') }
    case 'session':
      return { mark: 'info', says, next: t('vault.noKeyringNext') }
  }
}

/** How credentials are kept on this computer, and what the user may do about it. */
export function VaultCard() {
  const t = useText()
  const vault = useSection('vault')
  const { mark, says, next } = vaultText(t, vault)
  const badges = { session: t('vault.sessionOnly'), weak: t('vault.weak'), os: null, unasked: null }
  const badge = badges[vault.protection]
  return (
    <Card title={t('vault.title')} aside={badge !== null && <Tag>{badge}</Tag>}>
      <CardBody>
        <div className={classes['state']}>
          <StateMark mark={mark} silent />
          <div className={classes['text']} role="status">
            <p>{says}</p>
            {next !== undefined && <p className={classes['dim']}>{next}</p>}
          </div>
        </div>
        <VaultChoice />
        <UnusualSecrets />
      </CardBody>
    </Card>
  )
}
