import { Button, Group, Modal } from '@mantine/core'
import type { ReactNode } from 'react'

interface ConfirmDialogProps {
  readonly opened: boolean
  readonly title: string
  readonly yes: string
  readonly no: string
  readonly busy?: boolean
  readonly children: ReactNode
  readonly onYes: () => void
  readonly onNo: () => void
}

/** Asks before something that can't be undone. The focus begins at the answer that changes nothing; Esc is that answer too. */
export function ConfirmDialog({ opened, title, yes, no, busy = false, children, onYes, onNo }: ConfirmDialogProps) {
  return (
    <Modal opened={opened} onClose={onNo} title={title} withCloseButton={false}>
      {children}
      <Group gap="sm" mt="md">
        <Button data-autofocus onClick={onNo}>
          {no}
        </Button>
        <Button color="red" variant="outline" loading={busy} onClick={onYes}>
          {yes}
        </Button>
      </Group>
    </Modal>
  )
}
