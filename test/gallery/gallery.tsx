import { StrictMode, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { PSEUDO_LOCALE } from '../../src/core/text/language.ts'
import { frameAddress, type Look } from './look.ts'
import { SPECIMENS } from './specimens.ts'

import './gallery.css'

/** For people: every specimen, looked at in several ways beside each other. What is chosen stands in the address. */

const CHOICES = {
  scheme: ['both', 'light', 'dark'],
  contrast: ['normal', 'more', 'both'],
  text: ['100', '200', 'both'],
  locale: ['en', 'fi', PSEUDO_LOCALE],
  width: ['as it is', '1280', '760', '320']
} as const
type Choice = keyof typeof CHOICES
type Chosen = Readonly<Record<Choice | 'id', string>>

const PANEL = /^panel|panel-/

function chosen(): Chosen {
  const address = new URLSearchParams(location.hash.slice(1))
  const of = (name: Choice): string => address.get(name) ?? CHOICES[name][0]
  return {
    id: address.get('id') ?? SPECIMENS[0]?.id ?? '',
    ...{ scheme: of('scheme'), contrast: of('contrast'), text: of('text'), locale: of('locale'), width: of('width') }
  }
}

const hashOf = (now: Chosen, change: Partial<Chosen>): string =>
  `#${new URLSearchParams({ ...now, ...change }).toString()}`

const split = <T extends string>(choice: string, both: readonly T[]): readonly T[] =>
  both.filter((one) => choice === 'both' || choice === one)

function looksOf({ scheme, contrast, text, locale }: Chosen): Look[] {
  return split(text, ['100', '200']).flatMap((percent) =>
    split(contrast, ['normal', 'more']).flatMap((more) =>
      split(scheme, ['light', 'dark']).map((one): Look => ({
        scheme: one,
        contrast: more,
        textPercent: percent === '200' ? 200 : 100,
        locale
      }))
    )
  )
}

function sizeOf({ id, width }: Chosen): { readonly width: number; readonly height: number } {
  if (PANEL.test(id)) return { width: width === '320' ? 320 : 380, height: 600 }
  return { width: width === 'as it is' ? 960 : Number(width), height: 720 }
}

const listen = (run: () => void): (() => void) => {
  window.addEventListener('hashchange', run)
  return () => window.removeEventListener('hashchange', run)
}

function Gallery() {
  useSyncExternalStore(listen, () => location.hash)
  const now = chosen()
  const groups = [...new Set(SPECIMENS.map(({ id }) => id.split('/')[0] ?? ''))]
  return (
    <>
      <nav aria-label="Specimens">
        {groups.map((group) => (
          <section key={group}>
            <h2>{group}</h2>
            <ul>
              {SPECIMENS.filter(({ id }) => id.startsWith(`${group}/`)).map(({ id, title }) => (
                <li key={id}>
                  <a href={hashOf(now, { id })} aria-current={id === now.id ? 'page' : undefined}>
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <main>
        <form>
          {(Object.keys(CHOICES) as Choice[]).map((name) => (
            <label key={name}>
              {name}{' '}
              <select
                value={now[name]}
                onChange={({ target }) => (location.hash = hashOf(now, { [name]: target.value }))}
              >
                {CHOICES[name].map((value) => (
                  <option key={value}>{value}</option>
                ))}
              </select>
            </label>
          ))}
        </form>
        <div className="frames">
          {looksOf(now).map((look) => {
            const about = `${look.scheme}, contrast ${look.contrast}, text ${String(look.textPercent)} %`
            return (
              <figure key={about}>
                <figcaption>{about}</figcaption>
                <iframe title={about} src={frameAddress(now.id, look)} {...sizeOf(now)} />
              </figure>
            )
          })}
        </div>
      </main>
    </>
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <Gallery />
  </StrictMode>
)
