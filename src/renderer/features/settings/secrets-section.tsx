import { Select } from '@mantine/core'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { backendText } from '../connections/vault-backend.ts'
import { Section } from './section.tsx'
import classes from './settings.module.css'
import { BELOW, useSettings, type SectionProps } from './use-settings.ts'

const POLICIES = ['ask', 'refuse', 'session', 'allow'] as const

/** What happens to credentials where nothing protects them. How they are kept now stands in full under Connections. */
export function SecretsSection({ called }: SectionProps) {
  const t = useText()
  const { settings, change } = useSettings()
  const vault = useSection('vault')
  return (
    <Section id="secrets" called={called} change={change}>
      <p className={classes['note']}>
        {vault.locked
          ? t('vault.locked')
          : t(`vault.kept.${vault.protection}`, { backend: backendText(t, vault.backend) })}
      </p>
      <div className={[classes['fields'], classes['wide']].join(' ')}>
        <Select
          label={t('secretSettings.policy')}
          description={t(`secretSettings.policyHint.${settings.weakSecretStorage}`)}
          inputWrapperOrder={BELOW}
          data={POLICIES.map((value) => ({ value, label: t(`secretSettings.policies.${value}`) }))}
          value={settings.weakSecretStorage}
          onChange={(value) => value && void change.run({ weakSecretStorage: value })}
        />
      </div>
    </Section>
  )
}
