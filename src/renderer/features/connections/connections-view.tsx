import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ViewFrame } from '../../ui/view-frame.tsx'
import { ConnectionCard } from './connection-card.tsx'
import { ProblemList } from './problem-list.tsx'
import { SettingsCard } from './settings-card.tsx'
import { VaultCard } from './vault-card.tsx'

export function ConnectionsView({ focusId }: { readonly focusId: string | undefined }) {
  const t = useText()
  const connections = useSection('connections')
  return (
    <ViewFrame>
      <ProblemList />
      <Card title={t('connections.title')}>
        {connections.length === 0 && (
          <EmptyNote title={t('connections.emptyTitle')} next={t('connections.emptyNext')} />
        )}
        {connections.map((connection) => (
          <ConnectionCard key={connection.id} connection={connection} focused={connection.id === focusId} />
        ))}
      </Card>
      <VaultCard />
      <SettingsCard />
    </ViewFrame>
  )
}
