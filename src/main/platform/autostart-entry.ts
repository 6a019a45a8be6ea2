/** Desktop Application Autostart Specification and Desktop Entry Specification: https://specifications.freedesktop.org/ */

export interface StartCommand {
  readonly program: string
  readonly args: readonly string[]
}

/** In quotes, as `Exec` reads it: once as an argument, and the whole once more as a text of the file. */
function quoted(argument: string): string {
  const asArgument = argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')
  return `"${asArgument}"`.replaceAll('\\', '\\\\')
}

export function autostartEntry(name: string, { program, args }: StartCommand): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${name}`,
    `Exec=${[program, ...args].map(quoted).join(' ')}`,
    'Terminal=false',
    'Hidden=false',
    'X-GNOME-Autostart-enabled=true',
    ''
  ].join('\n')
}

/** Whether a desktop starts what the entry says: its tools switch an entry off without removing it. */
export function isEntryOn(text: string): boolean {
  const values = new Map<string, string>()
  let isOurs = false
  for (const line of text.split(/\r?\n/)) {
    const group = /^\[(.*)\]\s*$/.exec(line)
    if (group) isOurs = group[1] === 'Desktop Entry'
    const pair = isOurs ? /^([^#=][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) : null
    if (pair?.[1] !== undefined && pair[2] !== undefined) values.set(pair[1], pair[2])
  }
  return (
    (values.get('Exec') ?? '') !== '' &&
    values.get('Hidden') !== 'true' &&
    values.get('X-GNOME-Autostart-enabled') !== 'false'
  )
}
