import type { RequestInput } from '../../contract/requests.ts'
import { SECRET_FIELDS } from '../../core/connections/connection.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { SecretName, Vault } from '../../core/ports/vault.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Settings } from '../../core/settings/settings.ts'

/** Where a secret belongs. */
export type SecretPlace = RequestInput<'secret:has'>

/** What windows may do with secrets: put them in, take them away, ask whether there is one. Nothing here answers what they say. */
export interface SecretDesk {
  set(place: SecretPlace, secret: string): Promise<Result<undefined>>
  remove(place: SecretPlace): Promise<Result<undefined>>
  has(place: SecretPlace): Result<boolean>
  restore(place: SecretPlace): Promise<Result<undefined>>
  /** Resolves when what is held is kept as the answer says. */
  answer(answer: RequestInput<'vault:answer'>['answer']): Promise<Result<undefined>>
}

export interface SecretDeskDeps {
  readonly journal: Pick<Journal, 'connections'>
  readonly vault: Pick<Vault, 'state' | 'put' | 'remove' | 'has' | 'restore' | 'review'>
  readonly settings: {
    get(): Settings
    change(patch: { readonly weakSecretStorage: Settings['weakSecretStorage'] }): Result<undefined>
  }
  /** The connection has another secret now, or none: it signs in anew. */
  readonly secretsChanged: (connectionId: string) => void
}

const done = ok(undefined)

function refused(code: Failure['code'], detail: string): Result<never> {
  return fail({ code, step: 'secret', detail })
}

export function createSecretDesk(deps: SecretDeskDeps): SecretDesk {
  const { vault, settings } = deps

  /** Only secrets that a connection of the user's own asks for: anything else would stay behind unseen. */
  function nameOf({ connectionId, field }: SecretPlace): Result<SecretName> {
    const known = deps.journal.connections().find(({ id }) => id === connectionId)
    if (!known) return refused('notFound', 'there is no such connection')
    const fields: readonly string[] = SECRET_FIELDS[known.config.system]
    if (!fields.includes(field)) return refused('notFound', `a connection of this kind has no ${field}`)
    const name: SecretName = `${connectionId}/${field}`
    return ok(name)
  }

  async function change(
    place: SecretPlace,
    work: (name: SecretName) => Promise<Result<void>>
  ): Promise<Result<undefined>> {
    const name = nameOf(place)
    if (!name.ok) return name
    const changed = await work(name.value)
    if (!changed.ok) return changed
    deps.secretsChanged(place.connectionId)
    return done
  }

  /** Once the new one is stored the connection signs in anew, also where an older one could not be removed, which is told. */
  async function set(place: SecretPlace, secret: string): Promise<Result<undefined>> {
    const others: Result<void>[] = []
    const put = await change(place, async (name) => {
      const stored = await vault.put(name, secret)
      if (stored.ok) others.push(await removeOthers(place))
      return stored
    })
    return others.find((one) => !one.ok) ?? put
  }

  /** Of ThoughtSpot's three the entered one stands alone: another one, also a forgotten one, would be asked for instead of it. */
  async function removeOthers({ connectionId, field }: SecretPlace): Promise<Result<void>> {
    const fields: readonly string[] = SECRET_FIELDS.thoughtspot
    const known = deps.journal.connections().find(({ id }) => id === connectionId)
    if (known?.config.system !== 'thoughtspot') return done
    for (const other of fields.filter((one) => one !== field)) {
      const removed = await vault.remove(`${connectionId}/${other}`)
      if (!removed.ok) return removed
    }
    return done
  }

  return {
    set,
    remove: (place) => change(place, (name) => vault.remove(name)),
    restore: (place) => change(place, (name) => vault.restore(name)),
    has(place) {
      const name = nameOf(place)
      return name.ok ? ok(vault.has(name.value)) : name
    },
    async answer(answer) {
      if (answer === 'allow' && settings.get().weakSecretStorage === 'refuse')
        return refused('rejected', 'weakSecretStorage: weak storage is refused by the settings of this profile')
      const changed = settings.change({ weakSecretStorage: answer })
      if (!changed.ok) return changed
      await vault.review()
      return done
    }
  }
}
