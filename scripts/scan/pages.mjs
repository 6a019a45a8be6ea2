import { JSDOM } from 'jsdom'
import { filesBelow, readText } from './files.mjs'
import { finding } from './finding.mjs'

const EMBEDDED =
  'iframe, frame, object, embed, portal, webview, applet, base, form[action], meta[http-equiv="refresh" i]'
const OWN = /^\.?\/?(?!\/)[\w./-]+$/

/** What the policy would refuse, or what it can't see. */
function looksAt(document, tell) {
  for (const script of document.querySelectorAll('script')) {
    if (!script.hasAttribute('src')) tell('page-inline-script', 8, 'high', 'a script inside the page')
  }
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) tell('page-handler', 8, 'high', `a handler in the page: ${name}`)
      if (name === 'style') tell('page-inline-style', 8, 'medium', 'a style attribute in the page')
      if (/^(src|href|data|action|srcset|poster)$/i.test(name) && !OWN.test(value)) {
        tell('page-foreign-source', 8, 'high', `${name} leads elsewhere: ${value.slice(0, 100)}`)
      }
    }
  }
  for (const element of document.querySelectorAll('style')) {
    if (!element.hasAttribute('nonce'))
      tell('page-inline-style', 8, 'medium', 'a style inside the page without a nonce')
  }
  for (const element of document.querySelectorAll(EMBEDDED)) {
    tell('page-embeds', 12, 'high', `<${element.localName}> in the page`)
  }
}

export const PAGE_RULES = [
  'page-inline-script',
  'page-handler',
  'page-inline-style',
  'page-foreign-source',
  'page-embeds',
  'style-foreign-source'
]

/** Built pages and style sheets: nothing inline, nothing from elsewhere, nothing embedded. */
export function scanPages(folder) {
  const built = filesBelow(folder, 'out/renderer')
  const pages = built.filter((file) => file.endsWith('.html'))
  const styles = built.filter((file) => file.endsWith('.css'))
  const findings = []
  for (const file of pages) {
    const { document } = new JSDOM(readText(folder, file)).window
    looksAt(document, (rule, item, severity, message) => findings.push(finding(rule, item, severity, file, 0, message)))
  }
  for (const file of styles) {
    for (const [found] of readText(folder, file).matchAll(
      /@import\s[^;]{0,80}|url\(\s*["']?(?:[a-z]+:)?\/\/[^)]{0,80}/gi
    )) {
      findings.push(finding('style-foreign-source', 8, 'high', file, 0, `a style sheet leads elsewhere: ${found}`))
    }
  }
  return { files: [...pages, ...styles], findings }
}
